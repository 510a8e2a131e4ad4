import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HistoryScreen } from '@/components/history/history-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('title') };
}

export default async function HistoryPage({ searchParams }: PageProps<'/settings/history'>) {
  return <HistoryScreen connectorId={null} parameters={await searchParams} />;
}
