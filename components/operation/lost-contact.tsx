'use client';

import { useTranslations } from 'next-intl';
import { SignInLink } from '@/components/session/sign-in-link';
import { MessageBar } from '@/components/ui/message-bar';
import type { Contact } from '@/components/ui/event-stream';

/** Why this page no longer hears how the operation goes, and what to do. */
export function LostContact({ contact }: { readonly contact: Contact }) {
  const t = useTranslations('consent');
  return (
    <div aria-live="polite">
      {contact === 'offline' && (
        <MessageBar tone="soon" className="mt-2">
          {t('offline')}
        </MessageBar>
      )}
      {contact === 'signedOut' && (
        <MessageBar tone="soon" title={t('signedOut.title')} className="mt-2" actions={<SignInLink />}>
          {t('signedOut.text')}
        </MessageBar>
      )}
    </div>
  );
}
