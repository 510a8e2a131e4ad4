'use client';

import { useEffect } from 'react';
import { CONSENT_CHANNEL } from './open-pop-up';

/** Rings the page that waits, and closes this window. */
export function RingAndGo({ closes }: { readonly closes: boolean }) {
  useEffect(() => {
    const channel = new BroadcastChannel(CONSENT_CHANNEL);
    channel.postMessage('look');
    channel.close();
    if (closes) window.close();
  }, [closes]);
  return null;
}
