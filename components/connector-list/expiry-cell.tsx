import { useTranslations } from 'next-intl';
import { TimeBar } from '@/components/ui/time-bar';
import type { Expiry } from '@/lib/connector/connector-summary';
import { timeLeft } from '@/components/secret/time-left';

/** What ends first, and how much of its life is left. */
export function ExpiryCell({ expiry, now }: { readonly expiry: Expiry | null; readonly now: number }) {
  const t = useTranslations('connector');
  if (!expiry) return t('list.none');
  const left = timeLeft({ from: expiry.from, to: expiry.at }, now);
  return (
    <>
      {t(`expiry.${expiry.what}`)},{' '}
      <b className="whitespace-nowrap">{left.expired ? t('expiry.expired') : t('expiry.left', { days: left.days })}</b>
      <TimeBar left={left.share} tone={left.tone} />
    </>
  );
}
