'use client';

import { useEffect } from 'react';

/** Closes the pop-up; the page that waits is told by its event stream. */
export function CloseWindow() {
  useEffect(() => window.close(), []);
  return null;
}
