import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConnectorScreen } from '@/components/connector/connector-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return { title: t('siem') };
}

export default async function ConnectorPage({ params, searchParams }: PageProps<'/settings/siem/[connector]'>) {
  const { connector } = await params;
  const { flow } = await searchParams;
  return <ConnectorScreen connectorId={connector} flowId={typeof flow === 'string' ? flow : null} />;
}
