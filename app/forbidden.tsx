import { Refused } from '@/components/session/refused';
import { SessionFrame } from '@/components/shell/session-frame';

export default function Forbidden() {
  return (
    <SessionFrame>
      <Refused />
    </SessionFrame>
  );
}
