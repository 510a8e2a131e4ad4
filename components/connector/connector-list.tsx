import { useTranslations } from 'next-intl';
import type { ConnectorStatus, ConnectorSummary } from '@/lib/connector/connector-summary';
import { ConnectorRow } from './connector-row';
import { IncompleteWords } from './incomplete-words';
import { StatusPill } from './status-pill';

type ConnectorListProps = {
  readonly connectors: readonly ConnectorSummary[];
  readonly corrections: Promise<ReadonlyMap<string, ConnectorStatus>>;
  readonly mayChange: boolean;
};

// What fifty rows have in common is said once, by the table.
const tableClass = [
  'mt-3 block w-full border-collapse narrow:table narrow:table-fixed',
  '[&_td]:block [&_td]:py-0 narrow:[&_td]:table-cell narrow:[&_td]:py-2.5 narrow:[&_td]:pr-4 narrow:[&_td]:align-top',
  '[&_small]:block [&_small]:text-caption [&_small]:text-fg-3 [&_small]:[overflow-wrap:anywhere]',
  '[&_tbody_tr]:grid [&_tbody_tr]:grid-cols-[minmax(0,1fr)_auto] [&_tbody_tr]:gap-x-3 [&_tbody_tr]:gap-y-1 [&_tbody_tr]:py-3',
  'narrow:[&_tbody_tr]:table-row narrow:[&_tbody_tr]:py-0',
  '[&_tbody_tr]:border-b [&_tbody_tr]:border-divider-subtle [&_tbody_tr:hover]:bg-row-hover',
  '[&_tbody_tr:last-child]:border-b-divider',
  '[&_td:nth-child(2)]:col-span-full [&_td:nth-child(n+4)]:col-span-full',
  '[&_td:nth-child(3)]:col-start-2 [&_td:nth-child(3)]:row-start-1',
].join(' ');

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
  const head = 'px-0 py-2 pr-4 text-start text-caption font-normal text-fg-3';
  const pills = correctedPills(corrections);
  return (
    <table aria-label={t('label')} className={tableClass}>
      <thead className="hidden border-b border-divider narrow:table-header-group">
        <tr>
          {columns.map(([column, width]) => (
            <th key={column} scope="col" className={`${head} ${width}`}>
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block narrow:table-row-group">
        <IncompleteWords connectors={connectors} mayChange={mayChange}>
          {connectors.map((connector) => (
            <ConnectorRow key={connector.id} connector={connector} pills={pills} mayChange={mayChange} />
          ))}
        </IncompleteWords>
      </tbody>
    </table>
  );
}

async function correctedPills(corrections: ConnectorListProps['corrections']) {
  return Object.fromEntries(
    Array.from(await corrections, ([id, status]) => [id, <StatusPill key={id} status={status} />]),
  );
}
