'use client';

import { useTranslations } from 'next-intl';
import { MessageBar } from '@/components/ui/message-bar';
import { Time } from '@/components/ui/time';
import type { ConnectionFailure } from '@/lib/connector/connector';
import type { AlertApi } from '@/lib/siem/connector-details';
import { evaluateRoles } from '@/lib/siem/catalogue/role-verdict';
import { findSiemFormat, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import { FailureMessage } from './failure-message';

type LastFailureProps = {
  readonly failure: ConnectionFailure;
  readonly siemType: SiemType;
  readonly api: AlertApi;
  readonly incidents: boolean;
};

/** Why the connection was last seen not to work, for whoever comes later. */
export function LastFailure({ failure, siemType, api, incidents }: LastFailureProps) {
  const t = useTranslations('verify');
  const siem = useTranslations('siem.types')(`${siemType}.title`);
  const format = findSiemFormat(siemType);
  const missing =
    format && failure.roles ? evaluateRoles(failure.roles, format.access, { api, incidents }).missing : [];
  return (
    <MessageBar tone="bad" title={t(`failed.${failure.at}`, { siem })} className="mt-4 max-w-[800px]">
      <span className="block text-fg-3">{t.rich('lastFailed', { time: () => <Time at={failure.failedAt} /> })}</span>
      <FailureMessage failure={failure} missing={missing} />
    </MessageBar>
  );
}
