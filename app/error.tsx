'use client';

import { FailurePage } from '@/components/failure/failure-page';

type ErrorProps = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: ErrorProps) {
  return (
    <main className="px-4 pt-4 narrow:px-6 wide:px-9">
      <FailurePage digest={error.digest} retry={retry} />
    </main>
  );
}
