import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';
import { TimeBar } from '@/components/ui/time-bar';
import type { ConnectorSummary, Expiry } from '@/lib/connector/connector-summary';
import { siemApiOf } from '@/lib/siem/through-detections';
import { IncompleteActions } from '@/components/connector/incomplete-actions';
import { timeLeft } from '@/components/secret/time-left';

type ConnectorRowProps = {
  readonly connector: ConnectorSummary;
  /** Its status. */
  readonly pill: ReactNode;
  readonly mayChange: boolean;
};

/** One connector of the list. Its look is the table's: there are fifty of it on a page. */
export function ConnectorRow({ connector, pill, mayChange }: ConnectorRowProps) {
  const t = useTranslations('connector.list');
  const { name, id, appId, status, stoppedAt, provenAt, lastFailure, nextExpiry } = connector;
  const steps = useTranslations('setup.steps');
  const isUnfinished = status === 'incomplete' || status === 'removing';
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
        {pill}
        {stoppedAt && <small className="mt-1">{t('stoppedAt', { step: steps(stoppedAt) })}</small>}
        {isUnfinished && mayChange && (
          <div className="mt-2 [&>div]:justify-start">
            <IncompleteActions connectorId={id} name={name} mayResume={status === 'incomplete'} />
          </div>
        )}
      </td>
      <td>
        <small className="narrow:hidden!">{t('columns.proven')}</small>
        {provenAt ? <Time at={provenAt} /> : t('never')}
        {lastFailure && <small>{t.rich('lastFailed', { time: () => <Time at={lastFailure.failedAt} /> })}</small>}
      </td>
      <td>{nextExpiry ? <ExpiryCell expiry={nextExpiry} now={connector.readAt} /> : t('none')}</td>
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

function ExpiryCell({ expiry, now }: { readonly expiry: Expiry; readonly now: number }) {
  const t = useTranslations('connector.expiry');
  const left = timeLeft({ from: expiry.from, to: expiry.at }, now);
  return (
    <>
      {t(expiry.what)},{' '}
      <b className="whitespace-nowrap">{left.expired ? t('expired') : t('left', { days: left.days })}</b>
      <TimeBar left={left.share} tone={left.tone} />
    </>
  );
}
