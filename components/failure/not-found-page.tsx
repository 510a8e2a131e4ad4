'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';

/** Drawn by the browser's half: what the server draws of it would be in the answer for every page. */
export function NotFoundPage() {
  const t = useTranslations('app.notFound');
  return (
    <PlainPage
      icon="questionCircle16"
      title={t('title')}
      lede={t('lede')}
      actions={
        <Link href="/settings/siem" className={buttonClass({ look: 'primary' })}>
          {t('link')}
        </Link>
      }
    />
  );
}
