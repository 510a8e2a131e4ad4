import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PageHead } from '@/components/ui/page-head';
import { getNotices } from '@/lib/notices/notice-queries';
import { BackgroundSection } from './background-section';
import { ChannelsSection } from './channels-section';
import { NoticeList } from './notice-list';
import { WhenSection } from './when-section';

/** Settings > Notices: what is told, to whom, and whether it arrived. */
export async function NoticesScreen({ show }: { readonly show: string | readonly string[] | undefined }) {
  const [t, shell] = [await getTranslations('notices'), await getTranslations('shell')];
  const view = show === 'snoozed' || show === 'done' ? show : 'open';
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings'), href: '/settings/siem' }, { label: t('title') }]}
        title={t('title')}
        lede={t('lede')}
      />
      <NoticeList view={view} list={await getNotices(view)} />
      <ChannelsSection />
      <Suspense>
        <WhenSection />
      </Suspense>
      <BackgroundSection />
    </>
  );
}
