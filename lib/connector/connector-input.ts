import { z } from 'zod';
import { regionIds } from '@/lib/cloud/region';

/** Longest name of a connector, which is also the display name of its application. */
export const LONGEST_NAME = 120;

/** Letters of control, and those that make text look other than it is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** Messages are keys of the catalogue. */
const name = z
  .string()
  .transform((value) => value.trim())
  .pipe(
    z
      .string()
      .min(1, { error: 'nameEmpty' })
      .max(LONGEST_NAME, { error: 'nameTooLong' })
      .refine((value) => !UNSEEN.test(value), { error: 'nameUnseen' })
      .refine((value) => !/[<>]/.test(value), { error: 'nameMarkup' }),
  );

const asked = {
  name,
  region: z.enum(regionIds),
  secretDays: z.coerce.number().int().min(1).max(3650),
};

/** What the dialog asks for. Checked in the browser as one types and on the server again. */
export const enableFormSchema = z.object({
  ...asked,
  api: z.enum(['defender-alerts', 'graph-alerts', 'detections']),
});

/** What is to be made: the API that the credential opens, and whether the SIEM calls this portal instead of it. */
export const enableInputSchema = z.object({
  ...asked,
  api: z.enum(['defender-alerts', 'graph-alerts']),
  // A passage that began with an older release has none.
  detections: z.boolean().default(false),
});

export type EnableForm = z.infer<typeof enableFormSchema>;
export type EnableInput = z.infer<typeof enableInputSchema>;

const nameMessages = ['nameEmpty', 'nameTooLong', 'nameUnseen', 'nameMarkup'] as const;
export type NameMessage = (typeof nameMessages)[number];

/** What is wrong with a name, or null. */
export function judgeName(value: string): NameMessage | null {
  const result = name.safeParse(value);
  const said = result.success ? undefined : result.error.issues[0]?.message;
  return nameMessages.find((message) => message === said) ?? null;
}

/** Ids that the browser makes: of a flow. */
export const flowIdSchema = z.guid();

/** The form's `grant` when an administrator is to be asked for the permission. */
export const ASK = 'ask';
