'use client';

import { useEffect } from 'react';

/** Says hello to the page that opened this one, and goes. */
export function SayHello() {
  useEffect(() => {
    const channel = new BroadcastChannel('siem-connect.pop-up-test');
    channel.postMessage('hello');
    channel.close();
    window.close();
  }, []);
  return null;
}
