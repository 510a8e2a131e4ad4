import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import { Time } from '@/components/ui/time';
import { TimeBar } from '@/components/ui/time-bar';
import type { ConnectorSummary, Expiry } from '@/lib/connector/connector-summary';
import { siemApiOf } from '@/lib/siem/through-detections';
import { IncompleteActions } from './incomplete-actions';
import { IncompleteWords } from './incomplete-words';
import { SeenPill } from './seen-pill';
import { timeLeft } from './time-left';

/** What needs attention comes first; the order is the query's. */
export function ConnectorList({
  connectors,
  mayChange,
}: {
  readonly connectors: readonly ConnectorSummary[];
  readonly mayChange: boolean;
}) {
  const t = useTranslations('connector.list');
  const head = 'list-head';
  return (
    <table aria-label={t('label')} className="mt-6 block w-full border-collapse narrow:table">
      <thead className="hidden border-b border-divider narrow:table-header-group">
        <tr>
          {(['connector', 'siem', 'status', 'proven', 'expiry'] as const).map((column) => (
            <th key={column} scope="col" className={head}>
              {t(`columns.${column}`)}
            </th>
          ))}
          <th scope="col" className={head}>
            <span className="sr-only">{t('columns.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody className="block narrow:table-row-group">
        <IncompleteWords connectors={connectors} mayChange={mayChange}>
          {connectors.map((connector) => (
            <ConnectorRow key={connector.id} connector={connector} mayChange={mayChange} />
          ))}
        </IncompleteWords>
      </tbody>
    </table>
  );
}

type ConnectorRowProps = { readonly connector: ConnectorSummary; readonly mayChange: boolean };

function ConnectorRow({ connector, mayChange }: ConnectorRowProps) {
  const t = useTranslations('connector.list');
  const siem = useTranslations('siem.types');
  const apis = useTranslations('enable.apis');
  const regions = useTranslations('enable.regions');
  const steps = useTranslations('setup.steps');
  const { name, id, appId, siemType, api, region, detections, status, stoppedAt, provenAt, lastFailure, nextExpiry } =
    connector;
  const cell = 'list-cell';
  const under = 'block text-caption text-fg-3';
  return (
    <tr className="list-row">
      <td className={cell}>
        <Link href={`/settings/siem/${id}`} className="font-semibold [overflow-wrap:anywhere] hover:underline">
          {name}
        </Link>
        <span className={`${under} font-mono`}>{appId ? shortId(appId) : t('noId')}</span>
      </td>
      <td className={`${cell} col-span-full`}>
        {siem(`${siemType}.title`)}
        <span className={under}>
          {apis(`${siemApiOf(connector)}.short`)}
          {api === 'defender-alerts' && !detections && `, ${regions(region)}`}
        </span>
      </td>
      <td className={`${cell} col-start-2 row-start-1 narrow:col-start-auto`}>
        <SeenPill connector={connector} on="list" />
      </td>
      <td className={`${cell} col-span-full`}>
        <span className={`${under} narrow:hidden`}>{t('columns.proven')}</span>
        {provenAt ? <Time at={provenAt} /> : <span className="text-fg-3">{t('never')}</span>}
        {lastFailure && (
          <span className={under}>{t.rich('lastFailed', { time: () => <Time at={lastFailure.failedAt} /> })}</span>
        )}
        {stoppedAt && <span className={under}>{t('stoppedAt', { step: steps(stoppedAt) })}</span>}
      </td>
      <td className={`${cell} col-span-full`}>
        {nextExpiry ? (
          <ExpiryCell expiry={nextExpiry} now={connector.readAt} />
        ) : (
          <span className="text-fg-3">{t('none')}</span>
        )}
      </td>
      <td className={`${cell} col-span-full text-end`}>
        {(status === 'incomplete' || status === 'removing') && mayChange ? (
          <IncompleteActions connectorId={id} name={name} mayResume={status === 'incomplete'} />
        ) : (
          <Link
            href={`/settings/siem/${id}`}
            aria-hidden="true"
            tabIndex={-1}
            className="hidden size-8 place-items-center text-fg-3 narrow:inline-grid"
          >
            <Icon name="chevronRight16" />
          </Link>
        )}
      </td>
    </tr>
  );
}

function shortId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`;
}

function ExpiryCell({ expiry, now }: { readonly expiry: Expiry; readonly now: number }) {
  const t = useTranslations('connector.expiry');
  const left = timeLeft({ from: expiry.from, to: expiry.at }, now);
  return (
    <span className="block narrow:max-w-44">
      {t(expiry.what)},{' '}
      <b className="whitespace-nowrap">{left.expired ? t('expired') : t('left', { days: left.days })}</b>
      <TimeBar left={left.share} tone={left.tone} />
    </span>
  );
}
