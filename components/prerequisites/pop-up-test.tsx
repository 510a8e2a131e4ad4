'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';

/** What the test pop-up shows: it says hello to the page that opened it, and goes. */
export function PopUpTest() {
  const t = useTranslations('prerequisites.popups.page');
  useEffect(() => {
    const channel = new BroadcastChannel('siem-connect.pop-up-test');
    channel.postMessage('hello');
    channel.close();
    window.close();
  }, []);
  return (
    <main className="p-6">
      <h1 className="text-section">{t('title')}</h1>
      <p className="mt-2 text-fg-2">{t('text')}</p>
    </main>
  );
}
