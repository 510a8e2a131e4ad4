'use client';

import { useRouter } from 'next/navigation';
import type { MouseEvent, ReactNode } from 'react';

type ListBodyProps = { readonly className: string; readonly children: ReactNode };

/** Rows whose links lead on within the page: one listener for all, where a component in each row would cost as often. */
export function ListBody({ className, children }: ListBodyProps) {
  const router = useRouter();
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
      {children}
    </tbody>
  );
}

/** As the browser would, a click with a key held down opens a tab or a window. */
function linkToFollow(event: MouseEvent): HTMLAnchorElement | null {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented, target } = event;
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented) return null;
  return target instanceof Element ? target.closest('td > a') : null;
}
