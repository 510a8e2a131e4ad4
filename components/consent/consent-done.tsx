'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { CONSENT_CHANNEL } from './open-pop-up';

/** The pop-up's last page: rings the page that waits, and goes. */
export function ConsentDone({ known }: { readonly known: boolean }) {
  const t = useTranslations('consent.done');
  useEffect(() => {
    const channel = new BroadcastChannel(CONSENT_CHANNEL);
    channel.postMessage('look');
    channel.close();
    if (known) window.close();
  }, [known]);
  return (
    <main className="p-6">
      <h1 className="text-section">{known ? t('title') : t('unknownTitle')}</h1>
      <p className="mt-2 text-fg-2">{known ? t('text') : t('unknownText')}</p>
      <p className="mt-4">
        <Link href="/settings/siem" className="text-link underline">
          {t('link')}
        </Link>
      </p>
    </main>
  );
}
