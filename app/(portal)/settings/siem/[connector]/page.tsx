import type { Metadata } from 'next';
import { ConnectorScreen } from '@/components/connector/connector-screen';
import { connectorTitle } from '@/components/connector/connector-title';

type Props = PageProps<'/settings/siem/[connector]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await connectorTitle((await params).connector) };
}

export default async function ConnectorPage({ params, searchParams }: Props) {
  const { connector } = await params;
  const { operation } = await searchParams;
  return <ConnectorScreen connectorId={connector} operationId={typeof operation === 'string' ? operation : null} />;
}
