import { useTranslations } from 'next-intl';
import { ProblemCodes, ProblemMessage } from '@/components/problem/problem-message';
import { MessageBar } from '@/components/ui/message-bar';
import type { SiemTrial } from '@/lib/verification/siem-call';

/** What the API said to the access token, as the SIEM will use it. */
export function TokenTrial({ trial: { siemCall, refused } }: { readonly trial: SiemTrial }) {
  const t = useTranslations('tokens.trial');
  const titles = useTranslations('siem.types');
  if (!siemCall) return <p className="mt-2 text-fg-2">{t('unknown')}</p>;
  const siem = titles(`${siemCall.siemType}.title`);
  if (!refused) return <p className="mt-2 text-fg-2">{t('granted', { siem, milliseconds: siemCall.milliseconds })}</p>;
  return (
    <MessageBar tone="bad" alert title={t('refused', { siem })} className="mt-3 max-w-[800px]">
      {refused.status === 401 || refused.status === 403 ? (
        <>
          {t('person')}
          <ProblemCodes problem={refused} />
        </>
      ) : (
        <ProblemMessage problem={refused} />
      )}
    </MessageBar>
  );
}
