import { getTranslations } from 'next-intl/server';
import { findConnectorName } from '@/lib/pages/connector-queries';

/** What the browser's tab is called: several connectors may be open side by side. */
export async function connectorTitle(connectorId: string): Promise<string> {
  const t = await getTranslations('shell');
  return (await findConnectorName(connectorId)) ?? t('siem');
}
