'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import type { AlertApi } from '@/lib/siem/connector-details';
import { findSiemFormat, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import { evaluateRoles } from '@/lib/siem/catalogue/role-verdict';
import type { AlertView } from '@/lib/verification/alert-view';
import type { Verification } from '@/lib/verification/verification';
import { AlertsTable } from './alerts-table';
import { type AlertsRead, EventView } from './event-view';
import { FailureMessage } from './failure-message';
import { LeftBehind } from './left-behind';
import { NoAlerts } from './no-alerts';
import { VerificationFindings } from './verification-findings';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type ReportProps = {
  readonly verification: Verification;
  readonly siemType: SiemType;
  /** What the credential opens. */
  readonly api: AlertApi;
  readonly incidents: boolean;
  readonly detectionsUrl: string;
};

/** What one verification found. Permissions are judged for the SIEM that is chosen now. */
export function VerificationReport({ verification, siemType, api, incidents, detectionsUrl }: ReportProps) {
  const t = useTranslations('verify');
  const siem = useTranslations('siem.types')(`${siemType}.title`);
  const format = findSiemFormat(siemType);
  const { result, roles, leftKeyId } = verification;
  if (!format) return null;
  const verdict = roles && evaluateRoles(roles, format.access, { api, incidents });
  return (
    <div className="mt-4 grid gap-4">
      {result.kind === 'failed' ? (
        <MessageBar tone="bad" alert title={t(`failed.${result.failure.at}`, { siem })} className="max-w-[800px]">
          <FailureMessage failure={result.failure} missing={verdict?.missing ?? []} />
        </MessageBar>
      ) : (
        <div role="status">
          <MessageBar tone="good" title={t('proven')} className="max-w-[800px]">
            {verification.api === 'detections'
              ? t.rich('provenDetections', { count: result.alerts.length, url: detectionsUrl, code })
              : t('provenText', { count: result.alerts.length })}
          </MessageBar>
        </div>
      )}
      {leftKeyId && <LeftBehind keyId={leftKeyId} />}
      <VerificationFindings {...{ verification, verdict, format, api, incidents, detectionsUrl }} />
      {result.kind === 'proven' && result.alerts.length === 0 && <NoAlerts />}
      {result.kind === 'proven' && result.alerts.length > 0 && (
        // Another verification begins with its newest alert again.
        <Alerts
          key={verification.verifiedAt}
          alerts={result.alerts}
          read={{ api: verification.api, upstream: api }}
          {...{ siemType }}
        />
      )}
    </div>
  );
}

type AlertsProps = {
  readonly alerts: readonly AlertView[];
  readonly siemType: SiemType;
  readonly read: AlertsRead;
};

function Alerts({ alerts, siemType, read }: AlertsProps) {
  const t = useTranslations('verify.table');
  const siem = useTranslations('siem.types')(`${siemType}.title`);
  const [chosen, setChosen] = useState(0);
  const alert = alerts[chosen];
  return (
    <div className="mt-2">
      <AlertsTable alerts={alerts} chosen={chosen} onChoose={setChosen} />
      <p className="mt-2 text-caption text-fg-3">{t('hint', { siem })}</p>
      {alert && <EventView alert={alert} siemType={siemType} read={read} />}
    </div>
  );
}
