import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { RoleVerdict } from '@/lib/siem/catalogue/role-verdict';
import { evaluateAccess } from '@/lib/siem/siem-access';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { SiemFormat } from '@/lib/siem/siem-format';
import type { Verification } from '@/lib/verification/verification';
import { isRefusedAt, SiemCallRows } from './siem-call-rows';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type FoundProps = {
  readonly verification: Verification;
  /** Null when there was no token. */
  readonly verdict: RoleVerdict | null;
  readonly format: SiemFormat<SiemType>;
  readonly api: AlertApi;
  readonly incidents: boolean;
  readonly detectionsUrl: string;
};

/** Credential, round trips and least privilege, one line each. */
export function VerificationFindings({ verification, verdict, format, api, incidents, detectionsUrl }: FoundProps) {
  const t = useTranslations('verify.found');
  const { credential, leftKeyId, tokenMs, alertsMs, roles, result } = verification;
  return (
    <ValueList className="max-w-[800px]">
      <ValueRow label={t('credential')}>{t(leftKeyId ? 'leftBehind' : credential)}</ValueRow>
      <ValueRow label={t('token')}>
        {tokenMs === null ? t('noToken') : t('answered', { milliseconds: tokenMs })}
      </ValueRow>
      <ValueRow label={t(verification.api === 'detections' ? 'detections' : 'alertsApi')}>
        {alertsMs === null
          ? t('notAsked')
          : t(isRefusedAt(result, 'alerts') ? 'refused' : 'answered', { milliseconds: alertsMs })}
      </ValueRow>
      {roles && verdict && (
        <ValueRow label={t('permissions')}>
          <code>{roles.length > 0 ? roles.join(', ') : t('none')}</code>
          <Verdict verdict={verdict} format={format} api={api} />
        </ValueRow>
      )}
      <SiemCallRows {...{ verification, format, api, incidents, detectionsUrl }} />
    </ValueList>
  );
}

function Verdict({ verdict, format, api }: Pick<FoundProps, 'format' | 'api'> & { readonly verdict: RoleVerdict }) {
  const t = useTranslations('verify.found');
  const siem = useTranslations('siem.types')(`${format.id}.title`);
  const { needed, missing, excess, onlyVendorAsks } = verdict;
  return (
    <span className="block text-fg-2">
      {evaluateAccess(format.access, api).kind === 'other-api' && (
        <span className="block">{t('otherApi', { siem })}</span>
      )}
      {needed.length === 0 && <span className="block">{t('needsNone', { siem })}</span>}
      {needed.length > 0 && missing.length + excess.length + onlyVendorAsks.length === 0 && t('exact', { siem })}
      {missing.length > 0 && <span className="block">{t.rich('missing', { roles: missing.join(', '), code })}</span>}
      {excess.length > 0 && <span className="block">{t.rich('excess', { roles: excess.join(', '), siem, code })}</span>}
      {onlyVendorAsks.length > 0 && (
        <span className="block">{t.rich('onlyVendorAsks', { roles: onlyVendorAsks.join(', '), siem, code })}</span>
      )}
    </span>
  );
}
