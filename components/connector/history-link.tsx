import Link from 'next/link';
import { useTranslations } from 'next-intl';

type HistoryLinkProps = { readonly connectorId: string; readonly className?: string };

/** To what people did to the connector. */
export function HistoryLink({ connectorId, className = 'hover:underline' }: HistoryLinkProps) {
  const t = useTranslations('connector.rail');
  return (
    <Link href={`/settings/siem/${connectorId}/history`} prefetch={false} className={className}>
      {t('history')}
    </Link>
  );
}
