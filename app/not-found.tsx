import { NotFoundPage } from '@/components/failure/not-found-page';

export default function NotFound() {
  return (
    <main className="px-4 pt-4 narrow:px-6 wide:px-9">
      <NotFoundPage />
    </main>
  );
}
