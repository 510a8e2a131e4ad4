import { Refused } from '@/components/session/refused';

export default function Forbidden() {
  return <Refused />;
}
