import { NotFoundPage } from '@/components/failure/not-found-page';

export default function NotFound() {
  return <NotFoundPage />;
}
