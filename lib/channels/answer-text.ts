import { noticeTranslator } from '@/lib/notices/notice-text';
import type { Locale } from '@/lib/locale/locale';
import type { DeliveryProblem } from './channel';

/** Why a receiver did not take something, in our words with the server's. */
export function answerText(locale: Locale, { code, host, status, text }: DeliveryProblem): string {
  const t = noticeTranslator(locale);
  const values = { host, status: status ?? 0, text: text ?? '' };
  if (code === 'refused') return t(text ? 'answers.refusedSaying' : 'answers.refused', values);
  return t(`answers.${code === 'mail' ? 'mailSaying' : code}`, values);
}
