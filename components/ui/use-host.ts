'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Host that this page came from, as the browser's settings name it; empty until the page runs. */
export function useHost(): string {
  return useSyncExternalStore(
    never,
    () => window.location.host,
    () => '',
  );
}
