'use client';

import { NextIntlClientProvider, useLocale, useMessages, useTranslations } from 'next-intl';
import { type ComponentProps, useCallback, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useLater } from '@/components/ui/later';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import type { SiemGuide } from './siem-guide';
import { siemGuide, siemGuideTexts } from './siem-guide-parts';

/** The guide of a SIEM, fetched as soon as the page runs: before anybody has a secret to lose. */
export function SiemGuidePlace(props: ComponentProps<typeof SiemGuide>) {
  const locale = useLocale();
  const messages = useMessages();
  const guide = useLater(siemGuide);
  const texts = useLater(siemGuideTexts[locale]);
  const fetchBoth = useCallback(() => {
    siemGuide.load();
    siemGuideTexts[locale].load();
  }, [locale]);
  useEffect(fetchBoth, [fetchBoth]);
  if (guide === 'lost' || texts === 'lost') return <Lost onAgain={fetchBoth} />;
  if (typeof guide === 'string' || typeof texts === 'string') return <Coming />;
  return (
    <NextIntlClientProvider locale={locale} messages={{ ...messages, ...texts.part }}>
      <guide.part {...props} />
    </NextIntlClientProvider>
  );
}

/** About as high as what comes. */
function Coming() {
  const t = useTranslations('connector.siemType');
  return (
    <p className="mt-8 flex min-h-[70vh] gap-2 text-fg-2">
      <Spinner size={16} /> {t('loading')}
    </p>
  );
}

function Lost({ onAgain }: { readonly onAgain: () => void }) {
  const t = useTranslations('connector.siemType.lost');
  const ui = useTranslations('ui');
  return (
    <MessageBar
      tone="soon"
      alert
      title={t('title')}
      className="mt-6 max-w-[800px]"
      actions={<Button onClick={onAgain}>{ui('again')}</Button>}
    >
      {t('text')}
    </MessageBar>
  );
}
