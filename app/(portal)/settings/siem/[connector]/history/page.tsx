import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HistoryScreen } from '@/components/history/history-screen';

type Props = PageProps<'/settings/siem/[connector]/history'>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('title') };
}

export default async function ConnectorHistoryPage({ params, searchParams }: Props) {
  const { connector } = await params;
  return <HistoryScreen connectorId={connector} parameters={await searchParams} />;
}
