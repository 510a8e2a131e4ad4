import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ApproveScreen } from '@/components/approval/approve-screen';
import { SessionFrame } from '@/components/shell/session-frame';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('approval.page');
  return { title: t('title') };
}

export default async function ApprovePage({ params, searchParams }: PageProps<'/approve/[link]'>) {
  const { link } = await params;
  const { problem } = await searchParams;
  return (
    <SessionFrame>
      <ApproveScreen link={link} problem={problem} />
    </SessionFrame>
  );
}
