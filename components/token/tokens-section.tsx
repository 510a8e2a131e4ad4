'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ExpiryBar } from '@/components/secret/expiry-bar';
import { Troubleshooting } from '@/components/siem/troubleshooting';
import { OperationPanel } from '@/components/operation/operation-panel';
import { type ConnectorOperation, isUnderWay } from '@/components/operation/use-connector-operation';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { MaskedValue, ShowButton } from '@/components/ui/masked-value';
import { MessageBar } from '@/components/ui/message-bar';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { TokenDates } from '@/lib/pages/connector-queries';
import type { SiemTokens } from '@/lib/operations/siem-tokens';
import { TokenTrial } from './token-trial';

type TokensSectionProps = {
  /** Of the newest tokens; all that is kept of them. */
  readonly dates: TokenDates | null;
  /** While they are displayed. */
  readonly tokens: SiemTokens | null;
  readonly mayChange: boolean;
  readonly operation: ConnectorOperation;
  /** Of the connector application. */
  readonly replyUrls: readonly string[];
  readonly openedAt: number;
};

export function TokensSection({ dates, tokens, mayChange, operation, replyUrls, openedAt }: TokensSectionProps) {
  const t = useTranslations('tokens');
  const underWay = isUnderWay(operation, 'tokens');
  return (
    <Section
      id="tokens"
      title={t('title')}
      lede={t('lede')}
      actions={
        mayChange && (
          <Button
            icon="key16"
            aria-disabled={underWay || undefined}
            onClick={() => {
              if (!underWay) operation.begin({ kind: 'tokens' });
            }}
          >
            {t('button')}
          </Button>
        )
      }
    >
      <OperationPanel operation={operation} kinds={['tokens']} />
      {tokens && <TokenRows tokens={tokens} />}
      {dates ? <TokenLanes dates={dates} now={openedAt} /> : !tokens && <p className="text-fg-3">{t('none')}</p>}
      <Troubleshooting topics={['popUp', 'refreshToken']} replyUrls={replyUrls} />
    </Section>
  );
}

function TokenRows({ tokens }: { readonly tokens: SiemTokens }) {
  const t = useTranslations('tokens');
  return (
    <>
      <ValueList>
        <TokenRow name={t('accessToken')} value={tokens.accessToken} />
        <TokenRow name={t('refreshToken')} value={tokens.refreshToken} />
      </ValueList>
      <p className="mt-2 flex gap-1.5 text-caption text-fg-2">
        <Icon name="warning16" className="text-soon-fg" />
        {t('once')}
      </p>
      <TokenTrial trial={tokens.trial} />
      {tokens.leftKeyId && (
        <MessageBar tone="soon" alert title={t('left.title')} className="mt-3">
          {t.rich('left.text', { keyId: tokens.leftKeyId, code: (chunks: ReactNode) => <code>{chunks}</code> })}
        </MessageBar>
      )}
    </>
  );
}

function TokenRow({ name, value }: { readonly name: string; readonly value: string }) {
  const [shown, setShown] = useState(false);
  return (
    <ValueRow
      label={name}
      mono
      actions={
        <>
          <ShowButton name={name} shown={shown} onToggle={() => setShown(!shown)} />
          <CopyButton name={name} value={value} />
        </>
      }
    >
      <MaskedValue value={value} shown={shown} />
    </ValueRow>
  );
}

function TokenLanes({ dates, now }: { readonly dates: TokenDates; readonly now: number }) {
  const t = useTranslations('tokens');
  return (
    <div className="mt-4">
      <ExpiryBar
        name={t('accessExpiry')}
        from={dates.issuedAt}
        to={dates.accessTokenExpiresAt}
        now={now}
        brief
        words={(left) => (left.expired ? t('expired') : t('minutesLeft', { minutes: left.minutes }))}
      />
      <ExpiryBar
        name={t('refreshExpiry')}
        from={dates.issuedAt}
        to={dates.refreshTokenExpiresAt}
        now={now}
        words={(left) => (left.expired ? t('expired') : t('daysLeft', { days: left.days }))}
      />
      <p className="mt-2 text-fg-3">
        {t.rich('newDue', { time: () => <Time at={dates.refreshTokenExpiresAt} style="date" /> })}
      </p>
    </div>
  );
}
