import { z } from 'zod';
import { isMailAddress } from '../settings/mail-server';
import { fail, type Result, succeed } from '../result';

/** What somebody enters of a new channel. */
export const channelInputSchema = z.object({
  kind: z.enum(['webhook', 'email', 'teams', 'calendar']),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u),
  target: z.string().trim().max(2_000),
  leastSeverity: z.enum(['info', 'warning', 'critical']),
  locale: z.enum(['en', 'sv']),
});
export type ChannelInput = z.infer<typeof channelInputSchema>;

/** @returns what is shown of the address; target: it is none that can be used */
export function judgeTarget({ kind, target }: Pick<ChannelInput, 'kind' | 'target'>): Result<string, 'target'> {
  if (kind === 'calendar') return succeed('');
  if (kind === 'email') return isMailAddress(target) ? succeed(target) : fail('target');
  const url = URL.canParse(target) ? new URL(target) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isPlain ? succeed(url.origin) : fail('target');
}
