import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import { siemApiOf } from '@/lib/siem/through-detections';
import { IncompleteActions } from '@/components/connector/incomplete-actions';

/** What follows from the directory: status and next expiry. */
export type RowCells = { readonly status: ReactNode; readonly expiry: ReactNode };

type ConnectorRowProps = {
  readonly connector: ConnectorSummary;
  readonly cells: RowCells;
  readonly mayChange: boolean;
};

/** One connector of the list. Its look is the table's: there are fifty of it on a page. */
export function ConnectorRow({ connector, cells, mayChange }: ConnectorRowProps) {
  const t = useTranslations('connector.list');
  const { name, id, appId, state, stoppedAt, provenAt, lastFailure } = connector;
  const steps = useTranslations('setup.steps');
  const isUnfinished = state === 'incomplete' || state === 'removing';
  return (
    <tr>
      <td>
        {/* The table follows it without loading the whole page anew. */}
        <a href={`/settings/siem/${id}`}>
          <bdi>{name}</bdi>
        </a>
        <small className="font-mono">{appId ? shortId(appId) : t('noId')}</small>
      </td>
      <SiemCell connector={connector} />
      <td>
        {cells.status}
        {stoppedAt && <small className="mt-1">{t('stoppedAt', { step: steps(stoppedAt) })}</small>}
        {isUnfinished && mayChange && (
          <div className="mt-2 [&>div]:justify-start">
            <IncompleteActions connectorId={id} name={name} mayResume={state === 'incomplete'} />
          </div>
        )}
      </td>
      <td>
        <small className="narrow:hidden!">{t('columns.proven')}</small>
        {provenAt ? <Time at={provenAt} /> : t('never')}
        {lastFailure && <small>{t.rich('lastFailed', { time: () => <Time at={lastFailure.failedAt} /> })}</small>}
      </td>
      <td>{cells.expiry}</td>
    </tr>
  );
}

function SiemCell({ connector }: Pick<ConnectorRowProps, 'connector'>) {
  const siem = useTranslations('siem.types');
  const apis = useTranslations('enable.apis');
  const regions = useTranslations('enable.regions');
  const { siemType, api, region, detections } = connector;
  return (
    <td>
      {siem(`${siemType}.title`)}
      <small>
        {apis(`${siemApiOf(connector)}.short`)}
        {api === 'defender-alerts' && !detections && `, ${regions(region)}`}
      </small>
    </td>
  );
}

function shortId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`;
}
