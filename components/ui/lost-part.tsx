'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button';
import { MessageBar } from './message-bar';

/** In place of a part of the page whose script could not be fetched. */
export function LostPart({ onAgain }: { readonly onAgain: () => void }) {
  const t = useTranslations('ui');
  return (
    <MessageBar tone="soon" alert className="mt-4" actions={<Button onClick={onAgain}>{t('again')}</Button>}>
      {t('lost')}
    </MessageBar>
  );
}
