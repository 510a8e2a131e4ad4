'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { Contact } from './use-consent-status';

/** Why this page no longer hears how the flow goes, and what to do. */
export function LostContact({ contact }: { readonly contact: Contact }) {
  const t = useTranslations('consent');
  const path = usePathname();
  return (
    <div aria-live="polite">
      {contact === 'offline' && (
        <MessageBar tone="soon" className="mt-2">
          {t('offline')}
        </MessageBar>
      )}
      {contact === 'signedOut' && (
        <MessageBar
          tone="soon"
          title={t('signedOut.title')}
          className="mt-2"
          actions={
            // A whole page load: what the router keeps belongs to the session that ended.
            <a
              href={`/sign-in?from=${encodeURIComponent(path)}`}
              className={buttonClass({ look: 'primary', wide: true })}
            >
              {t('signedOut.signIn')}
            </a>
          }
        >
          {t('signedOut.text')}
        </MessageBar>
      )}
    </div>
  );
}
