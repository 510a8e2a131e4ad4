import { z } from 'zod';
import { regionIds } from '@/lib/cloud/region';
import { siemTypes } from '@/lib/siem/catalogue/siem-catalogue';
import { LONGEST_REFERENCE, validateName } from './connector-name-input';

const name = z
  .string()
  .transform((value) => value.trim())
  .superRefine((value, context) => {
    const problem = validateName(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const asked = {
  name,
  region: z.enum(regionIds),
  /** Left out, the connector begins as the first of the retired page. */
  siemType: z.enum(siemTypes).default('arcsight'),
  secretDays: z.coerce.number().int().min(1).max(3650),
  /** Where the tenant requires one on every application; an empty field is none. */
  serviceManagementReference: z
    .string()
    .max(LONGEST_REFERENCE)
    .transform((value) => value.trim() || undefined)
    .optional(),
};

/** What the dialog asks for. Its name is judged in the browser as well. */
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

/** The same with an application that is there already, by its object id. */
export const adoptionInputSchema = enableInputSchema.extend({ applicationId: z.guid() });

export type AdoptionInput = z.infer<typeof adoptionInputSchema>;
export type EnableForm = z.infer<typeof enableFormSchema>;
export type EnableInput = z.infer<typeof enableInputSchema>;
