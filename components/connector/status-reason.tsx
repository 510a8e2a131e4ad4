import { useTranslations } from 'next-intl';
import { Time } from '@/components/ui/time';
import type { JudgedStatus } from '@/lib/connector/connector-status';

/** The evidence that decided, in a line, with its time. */
export function StatusReason({ judged: { reason, at } }: { readonly judged: JudgedStatus }) {
  const t = useTranslations('connector.reasons');
  return t.rich(reason, { time: () => at && <Time at={at} /> });
}
