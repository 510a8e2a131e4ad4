'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { MaskedValue, ShowButton } from '@/components/ui/masked-value';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { BreakableValue, ValueList, ValueRow } from '@/components/ui/value-list';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import { timeLeft } from '@/components/secret/time-left';

type AccessDetailsProps = {
  readonly connector: ConnectorPage;
  readonly details: ConnectorDetails;
  /** While it is displayed. */
  readonly secret: string | null;
  /** The secret was copied. */
  readonly onKept: () => void;
  readonly openedAt: number;
};

export function AccessDetails({ connector, details, secret, onKept, openedAt }: AccessDetailsProps) {
  const t = useTranslations('connector.details');
  const left = timeLeft({ from: connector.createdAt, to: details.secretExpires }, openedAt);
  return (
    <Section id="details" title={t('title')} lede={t('lede')}>
      <ValueList>
        <Value label={t('clientId')} value={details.clientId} />
        <Value label={t('tenantId')} value={details.tenantId} />
        {secret === null ? <GoneSecret connector={connector} /> : <FreshSecretRow secret={secret} onKept={onKept} />}
        <Value label={t('secretId')} value={details.secretId} />
        <ValueRow
          label={t('secretExpires')}
          actions={<CopyButton name={t('secretExpires')} value={details.secretExpires} />}
        >
          <Time at={details.secretExpires} />{' '}
          {left.expired ? (
            <b className="text-bad-fg">{t('ended')}</b>
          ) : (
            <span className="text-fg-3">{t('inDays', { days: left.days })}</span>
          )}
        </ValueRow>
        <Value label={t('authorizationUrl')} value={details.authorizationUrl} />
        <Value label={t('tokenUrl')} value={details.tokenUrl} />
        <Value label={t('apiUrl')} value={details.apiUrl} />
        <Value label={t('scope')} value={details.scope} />
        <Value label={t('resource')} value={details.resource} />
      </ValueList>
    </Section>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <ValueRow label={label} mono actions={<CopyButton name={label} value={value} />}>
      <BreakableValue text={value} />
    </ValueRow>
  );
}

type FreshSecretRowProps = { readonly secret: string; readonly onKept: () => void };

function FreshSecretRow({ secret, onKept }: FreshSecretRowProps) {
  const t = useTranslations('connector.details');
  const [shown, setShown] = useState(false);
  const name = t('clientSecret');
  return (
    <ValueRow
      label={name}
      mono
      emphasis="strong"
      actions={
        <>
          <ShowButton name={name} shown={shown} onToggle={() => setShown(!shown)} />
          <CopyButton name={name} value={secret} onCopied={onKept} />
        </>
      }
      note={
        <span className="flex gap-1.5 text-caption text-fg-2">
          <Icon name="warning16" className="text-soon-fg" />
          {t('once')}
        </span>
      }
    >
      <MaskedValue value={secret} shown={shown} />
    </ValueRow>
  );
}

function GoneSecret({ connector }: { readonly connector: ConnectorPage }) {
  const t = useTranslations('connector.details');
  const delivered = connector.secrets[0]?.delivered ?? true;
  if (!connector.mayChange) {
    return (
      <ValueRow label={t('clientSecret')}>
        <span className="text-fg-3">{t('goneViewer')}</span>
      </ValueRow>
    );
  }
  return (
    <ValueRow
      label={t('clientSecret')}
      actions={
        <a href="#life-cycle" className="px-1.5 text-caption text-link underline">
          {t('createNew')}
        </a>
      }
    >
      <span className="text-fg-3">{t(delivered ? 'gone' : 'undelivered')}</span>
    </ValueRow>
  );
}
