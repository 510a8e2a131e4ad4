'use client';

import { useTranslations } from 'next-intl';
import { OperationPanel } from '@/components/operation/operation-panel';
import { type ConnectorOperation, isUnderWay } from '@/components/operation/use-connector-operation';
import { SignInLink } from '@/components/session/sign-in-link';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Section } from '@/components/ui/section';
import { Spinner } from '@/components/ui/spinner';
import { Time } from '@/components/ui/time';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { Verification } from '@/lib/verification/verification';
import { LastFailure } from './last-failure';
import { ReportPlace, verificationReport } from './report-place';
import { useVerification } from './use-verification';

type VerifySectionProps = {
  readonly connector: ConnectorPage;
  readonly siemType: SiemType;
  /** While it is displayed. */
  readonly secret: string | null;
  readonly operation: ConnectorOperation;
  /** The newest of this page. */
  readonly verification: Verification | null;
  readonly onVerified: (verification: Verification | null) => void;
};

/** Whether alerts arrive through the connector's own credential, and what the SIEM will make of them. */
export function VerifySection(props: VerifySectionProps) {
  const { connector, siemType, secret, operation, verification, onVerified } = props;
  const { id, api, incidents, mayChange, provenAt, lastFailure } = connector;
  const t = useTranslations('verify');
  const { state, verify } = useVerification({ connectorId: id, secret, operation, onVerified });
  const working = state === 'working';
  return (
    <Section
      id="verify"
      title={t('title')}
      lede={t('lede')}
      actions={
        mayChange && (
          <Button
            icon="plugConnected20"
            disabled={working}
            aria-disabled={isUnderWay(operation, 'verify') || undefined}
            onClick={() => {
              verificationReport.load();
              verify();
            }}
          >
            {t('button')}
          </Button>
        )
      }
    >
      <p className="text-fg-3">
        {provenAt ? t.rich('lastProven', { time: () => <Time at={provenAt} /> }) : t('never')}{' '}
        {mayChange && t(secret === null ? 'withoutSecret' : 'withSecret')}
      </p>
      <OperationPanel operation={operation} kinds={['verify']} />
      <div aria-live="polite">
        {working && (
          <p className="mt-4 flex items-center gap-2 text-fg-2">
            <Spinner size={16} /> {t('working')}
          </p>
        )}
      </div>
      {state !== 'ready' && state !== 'working' && (
        <MessageBar tone="bad" alert className="mt-4" actions={state === 'signedOut' && <SignInLink />}>
          {t(`refused.${state}`)}
        </MessageBar>
      )}
      {lastFailure && !verification && !working && (
        <LastFailure failure={lastFailure} {...{ siemType, api, incidents }} />
      )}
      {verification && (
        <ReportPlace {...{ verification, siemType, api, incidents }} detectionsUrl={connector.detectionsEndpoint.url} />
      )}
    </Section>
  );
}
