import { z } from 'zod';
import type { Locale } from '@/lib/locale/locale';
import type { Severity } from '@/lib/notices/thresholds';

export const channelKinds = ['webhook', 'email', 'teams', 'calendar'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Why a receiver did not take something. */
export const deliveryProblemSchema = z.object({
  code: z.enum([
    /** It answered with an error. */
    'refused',
    'redirect',
    'unknownHost',
    'unreachable',
    'slow',
    'certificate',
    /** Its address is inside a private network. */
    'private',
    'broken',
    /** The mail server answered with an error. */
    'mail',
    'mailSignIn',
    /** No mail server is configured. */
    'smtpMissing',
    /** What was sealed cannot be opened. */
    'sealed',
  ]),
  host: z.string(),
  status: z.number().nullable(),
  /** What the server said, bounded, without what it was sent. */
  text: z.string().nullable(),
});
export type DeliveryProblem = z.infer<typeof deliveryProblemSchema>;

/** Where notices are sent to, as far as anybody may see it. */
export type Channel = {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: ChannelKind;
  readonly name: string;
  /** The origin of its address, or the mail address. */
  readonly shownTarget: string;
  readonly leastSeverity: Severity;
  readonly locale: Locale;
  readonly lastDeliveredAt: Date | null;
  readonly failingSince: Date | null;
  readonly failures: number;
  readonly problem: DeliveryProblem | null;
};

/** What is sealed of a channel. */
export type SealedParts = { readonly sealedTarget: string | null; readonly sealedKey: string | null };

export const CHANNEL_PURPOSE = 'notice-channel';
export const MOST_CHANNELS = 20;
