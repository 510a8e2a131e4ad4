import { useTranslations } from 'next-intl';
import { ValueRow } from '@/components/ui/value-list';
import type { AlertApi } from '@/lib/siem/connector-details';
import { evaluateAccess } from '@/lib/siem/siem-access';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { SiemFormat } from '@/lib/siem/siem-format';
import type { Verification, VerificationProblem } from '@/lib/verification/verification';

export function isRefusedAt(result: Verification['result'], at: VerificationProblem['at']): boolean {
  return result.kind === 'failed' && result.failure.at === at;
}

type RowsProps = {
  readonly verification: Verification;
  readonly format: SiemFormat<SiemType>;
  readonly api: AlertApi;
  readonly incidents: boolean;
  readonly detectionsUrl: string;
};

/** The call that the SIEM itself makes, and what of the SIEM no verification from here can try. */
export function SiemCallRows({ verification, format, api, incidents, detectionsUrl }: RowsProps) {
  const t = useTranslations('verify.found');
  const siem = useTranslations('siem.types')(`${format.id}.title`);
  const { result, siemCall } = verification;
  const isMade = siemCall?.siemType === format.id;
  const untried = result.kind === 'proven' && evaluateAccess(format.access, api).kind === 'reads';
  return (
    <>
      {isMade && (
        <ValueRow label={t('siemCall', { siem })}>
          {t(isRefusedAt(result, 'siemCall') ? 'refused' : 'answered', { milliseconds: siemCall.milliseconds })}
          <code className="mt-1 block break-all text-fg-2">
            {readable(verification.api === 'detections' ? detectionsUrl + siemCall.url : siemCall.url)}
          </code>
        </ValueRow>
      )}
      {untried && (!isMade || incidents || format.id === 'arcsight') && (
        <ValueRow label={t('notTried')}>
          {!isMade && <span className="block">{t(siemCall ? 'otherSiem' : 'ownQuery', { siem })}</span>}
          {incidents && <span className="block">{t('incidents', { siem })}</span>}
          {format.id === 'arcsight' && <span className="block">{t('refreshToken')}</span>}
        </ValueRow>
      )}
    </>
  );
}

/** As people write a query; the call itself is percent-encoded. */
function readable(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
