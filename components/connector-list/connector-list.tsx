import { useTranslations } from 'next-intl';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import type { Corrections } from '@/lib/pages/connector-list-queries';
import { CorrectedPill } from './corrected-pill';
import { ConnectorRow } from './connector-row';
import { IncompleteMessage } from '@/components/connector/incomplete-message';
import { ListBody } from './list-body';
import { StatusPill } from '@/components/connector/status-pill';

type ConnectorListProps = {
  readonly connectors: readonly ConnectorSummary[];
  readonly corrections: Corrections | Promise<Corrections>;
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
  const pills = corrections instanceof Promise ? correctedPills(corrections) : null;
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
      <ListBody className="block narrow:table-row-group">
        <IncompleteMessage connectors={connectors} mayChange={mayChange}>
          {connectors.map((connector) => (
            <ConnectorRow
              key={connector.id}
              connector={connector}
              pill={<RowPill connector={connector} corrections={corrections} pills={pills} />}
              mayChange={mayChange}
            />
          ))}
        </IncompleteMessage>
      </ListBody>
    </table>
  );
}

type RowPillProps = {
  readonly connector: ConnectorSummary;
  readonly corrections: Corrections | Promise<Corrections>;
  /** Those of the corrections that are to come. */
  readonly pills: ReturnType<typeof correctedPills> | null;
};

function RowPill({ connector: { id, status }, corrections, pills }: RowPillProps) {
  if (!pills) return <StatusPill status={'get' in corrections ? (corrections.get(id) ?? status) : status} />;
  return (
    <CorrectedPill id={id} pills={pills}>
      <StatusPill status={status} />
    </CorrectedPill>
  );
}

async function correctedPills(corrections: Promise<Corrections>) {
  return Object.fromEntries(
    Array.from(await corrections, ([id, status]) => [id, <StatusPill key={id} status={status} />]),
  );
}
