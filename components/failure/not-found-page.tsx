'use client';

import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';

const LIST_PATH = '/settings/siem';

/** In the browser, and without the bar at the top: Next puts this page into the answer for every other one. */
export function NotFoundPage() {
  const t = useTranslations('app.notFound');
  const app = useTranslations('app');
  return (
    <>
      {/* Next leaves the title of a page out that turns out not to be there. */}
      <title>{`${t('title')} · ${app('name')}`}</title>
      <PlainPage
        icon="questionCircle16"
        title={t('title')}
        lede={t('lede')}
        actions={
          // What makes a link quicker would be a part of every page's script.
          <a href={LIST_PATH} className={buttonClass({ variant: 'primary' })}>
            {t('link')}
          </a>
        }
      />
    </>
  );
}
