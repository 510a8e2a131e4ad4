import { useTranslations } from 'next-intl';
import { type ReactNode } from 'react';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import type { JudgedStatus } from '@/lib/connector/connector-status';
import type { Statuses } from '@/lib/inspection/judge-listed';
import { IncompleteMessage } from '@/components/connector/incomplete-message';
import { StatusPill } from '@/components/connector/status-pill';
import { StatusReason } from '@/components/connector/status-reason';
import { ConnectorRow, type RowCells } from './connector-row';
import { ExpiryCell } from './expiry-cell';
import { ListBody } from './list-body';
import { ReadCell } from './read-cell';

type ConnectorListProps = {
  readonly connectors: readonly ConnectorSummary[];
  /** To come, while the directory is asked. */
  readonly statuses: Statuses | Promise<Statuses>;
  /** What was read decides the order, trouble first; in other orders it decides nothing. */
  readonly byTrouble: boolean;
  readonly mayChange: boolean;
};

const columns = [
  ['connector', 'w-[25%]'],
  ['siem', 'w-[17%]'],
  ['status', 'w-[20%]'],
  ['proven', 'w-[19%]'],
  ['expiry', 'w-[19%]'],
] as const;

/** One page of connectors. */
export function ConnectorList({ connectors, statuses, byTrouble, mayChange }: ConnectorListProps) {
  const t = useTranslations('connector.list');
  const read = statuses instanceof Promise ? statuses.then((known) => readCells(connectors, known)) : null;
  const known = 'get' in statuses ? statuses : null;
  const rows = known && byTrouble ? inOrder(connectors, known) : connectors;
  const order = statuses instanceof Promise && byTrouble ? statuses.then((now) => [...now.keys()]) : null;
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
      <IncompleteMessage connectors={connectors} mayChange={mayChange}>
        <ListBody className="block narrow:table-row-group" order={order}>
          {rows.map((connector) => (
            <ConnectorRow
              key={connector.id}
              connector={connector}
              cells={read ? cellsToCome(connector, read) : cellsOf(connector, known)}
              mayChange={mayChange}
            />
          ))}
        </ListBody>
      </IncompleteMessage>
    </table>
  );
}

const checking: JudgedStatus = { status: 'checking', reason: 'notAnswered', at: null };
const unknown: JudgedStatus = { status: 'unknown', reason: 'notRead', at: null };

function cellsOf(connector: ConnectorSummary, statuses: Statuses | null): RowCells {
  const judged = statuses?.get(connector.id);
  return {
    status: <StatusCell judged={judged ?? unknown} />,
    expiry: <ExpiryCell expiry={judged?.nextExpiry ?? connector.nextExpiry} now={connector.readAt} />,
  };
}

type ReadCells = { readonly status: Readonly<Record<string, ReactNode>>; readonly expiry: ReadCells['status'] };

/** Those that stand there when the directory has answered. A date that it agrees with is not sent twice. */
function readCells(connectors: readonly ConnectorSummary[], statuses: Statuses): ReadCells {
  const differs = ({ id, nextExpiry }: ConnectorSummary) => statuses.get(id)?.nextExpiry?.at !== nextExpiry?.at;
  return {
    status: Object.fromEntries(connectors.map((one) => [one.id, cellsOf(one, statuses).status])),
    expiry: Object.fromEntries(connectors.filter(differs).map((one) => [one.id, cellsOf(one, statuses).expiry])),
  };
}

function cellsToCome(connector: ConnectorSummary, read: Promise<ReadCells>): RowCells {
  const { id, state, nextExpiry, readAt } = connector;
  // The directory is not asked what these are.
  const first: JudgedStatus = isOpen(state) ? { status: state, reason: openReasons[state], at: null } : checking;
  return {
    status: (
      <ReadCell
        id={id}
        cells={read.then(({ status }) => status)}
        lost={<StatusCell judged={unknown} />}
        first={<StatusCell judged={first} />}
      />
    ),
    expiry: (
      <ReadCell
        id={id}
        cells={read.then(({ expiry }) => expiry)}
        lost={null}
        first={<ExpiryCell expiry={nextExpiry} now={readAt} />}
      />
    ),
  };
}

const openReasons = { incomplete: 'setupStopped', removing: 'removalBegan' } as const;

function isOpen(state: ConnectorSummary['state']): state is keyof typeof openReasons {
  return state in openReasons;
}

function StatusCell({ judged }: { readonly judged: JudgedStatus }) {
  const saysItAll = judged.status === 'healthy' || judged.reason in { setupStopped: 1, removalBegan: 1 };
  return (
    <>
      <StatusPill status={judged.status} />
      {!saysItAll && (
        <small className="mt-1">
          <StatusReason judged={judged} />
        </small>
      )}
    </>
  );
}

/** As the statuses are. */
function inOrder(connectors: readonly ConnectorSummary[], statuses: Statuses): readonly ConnectorSummary[] {
  return [...statuses.keys()].flatMap((id) => connectors.find((connector) => connector.id === id) ?? []);
}
