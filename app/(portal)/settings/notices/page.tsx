import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoticesScreen } from '@/components/notices/notices-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notices');
  return { title: t('title') };
}

export default async function NoticesPage({ searchParams }: PageProps<'/settings/notices'>) {
  const { show } = await searchParams;
  return <NoticesScreen show={show} />;
}
