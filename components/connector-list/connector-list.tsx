import { useTranslations } from 'next-intl';
import type { ConnectorStatus, ConnectorSummary } from '@/lib/connector/connector-summary';
import { ConnectorRow } from './connector-row';
import { IncompleteMessage } from '@/components/connector/incomplete-message';
import { StatusPill } from '@/components/connector/status-pill';

type ConnectorListProps = {
  readonly connectors: readonly ConnectorSummary[];
  readonly corrections: Promise<ReadonlyMap<string, ConnectorStatus>>;
  readonly mayChange: boolean;
};

const columns = [
  ['connector', 'w-[25%]'],
  ['siem', 'w-[17%]'],
  ['status', 'w-[19%]'],
  ['proven', 'w-[20%]'],
  ['expiry', 'w-[19%]'],
] as const;

/** One page of connectors; the order is the query's. */
export function ConnectorList({ connectors, corrections, mayChange }: ConnectorListProps) {
  const t = useTranslations('connector.list');
  const pills = correctedPills(corrections);
  return (
    <table aria-label={t('label')} className="mt-3 list-table">
      <thead className="hidden border-b border-divider narrow:table-header-group">
        <tr>
          {columns.map(([column, width]) => (
            <th key={column} scope="col" className={`list-head ${width}`}>
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block narrow:table-row-group">
        <IncompleteMessage connectors={connectors} mayChange={mayChange}>
          {connectors.map((connector) => (
            <ConnectorRow key={connector.id} connector={connector} pills={pills} mayChange={mayChange} />
          ))}
        </IncompleteMessage>
      </tbody>
    </table>
  );
}

async function correctedPills(corrections: ConnectorListProps['corrections']) {
  return Object.fromEntries(
    Array.from(await corrections, ([id, status]) => [id, <StatusPill key={id} status={status} />]),
  );
}
