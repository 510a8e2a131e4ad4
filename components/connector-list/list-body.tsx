'use client';

import { useRouter } from 'next/navigation';
import { type MouseEvent, type ReactElement, useEffect, useState } from 'react';

type ListBodyProps = {
  readonly className: string;
  /** The order of the rows by their keys, once it is known; null when they stand in it. */
  readonly order: Promise<readonly string[]> | null;
  readonly children: readonly ReactElement[];
};

/** Rows whose links lead on within the page: one listener for all, where a component in each row would cost as often. */
export function ListBody({ className, order, children }: ListBodyProps) {
  const router = useRouter();
  const known = useAnswer(order);
  return (
    <tbody
      className={className}
      onClick={(event) => {
        const link = linkToFollow(event);
        if (!link) return;
        event.preventDefault();
        router.push(link.pathname);
      }}
    >
      {known ? children.toSorted((one, other) => place(known, one) - place(known, other)) : children}
    </tbody>
  );
}

/** As the browser would, a click with a key held down opens a tab or a window. */
function linkToFollow(event: MouseEvent): HTMLAnchorElement | null {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented, target } = event;
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented) return null;
  return target instanceof Element ? target.closest('td > a') : null;
}

function place(order: readonly string[], { key }: ReactElement): number {
  return order.indexOf(key ?? '');
}

/** What a promise brought; null before, and where it brought nothing. */
function useAnswer<Value>(promise: Promise<Value> | null): Value | null {
  const [answer, setAnswer] = useState<{ readonly of: Promise<Value>; readonly value: Value } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    promise?.then(
      (value) => {
        if (isCurrent) setAnswer({ of: promise, value });
      },
      // The rows stay as they are.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [promise]);
  return answer?.of === promise ? answer.value : null;
}
