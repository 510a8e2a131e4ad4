import { type ReactNode, Suspense } from 'react';
import type { Arriving } from '@/lib/session/at-hand';

type ArrivalProps<Value> = {
  readonly of: Arriving<Value>;
  /** Stands there until it comes. */
  readonly fallback: ReactNode;
  readonly children: (value: Value) => ReactNode;
};

/**
 * A part of a page that waits for Microsoft. What is known already is drawn with the page, and nothing in its place. The
 * boundary stays, so that a refreshed page keeps what is open in it.
 */
export function Arrival<Value>({ of, fallback, children }: ArrivalProps<Value>) {
  if ('now' in of) return <Suspense fallback={null}>{children(of.now)}</Suspense>;
  return (
    <Suspense fallback={fallback}>
      <Later arrival={of.later}>{children}</Later>
    </Suspense>
  );
}

type LaterProps<Value> = { readonly arrival: Promise<Value>; readonly children: (value: Value) => ReactNode };

async function Later<Value>({ arrival, children }: LaterProps<Value>) {
  return children(await arrival);
}
