import { NotFoundPage } from '@/components/failure/not-found-page';
import { PlainFrame } from '@/components/shell/plain-frame';

export default function NotFound() {
  return (
    <PlainFrame shell={null}>
      <NotFoundPage />
    </PlainFrame>
  );
}
