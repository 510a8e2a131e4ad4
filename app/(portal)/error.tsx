'use client';

import { FailurePage } from '@/components/failure/failure-page';

type ErrorProps = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

/** The page failed, the frame around it did not. */
export default function ErrorPage({ error, retry }: ErrorProps) {
  return <FailurePage digest={error.digest} retry={retry} />;
}
