import { z } from 'zod';

/** A duration as app management policies write it: years, months, weeks and days, no clock part. */
const lifetime = z.string().regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, 'must be a duration such as P180D');

export const settingsSchema = z.strictObject({
  /** How long other calls do not know of what was just written. */
  replicationDelayMs: z.number().int().min(0).max(3_600_000),
  secrets: z.strictObject({ forbidden: z.boolean(), maxLifetime: lifetime.nullable() }),
  defenderLicence: z.boolean(),
  windowsDefenderATP: z.boolean(),
  clockOffsetMs: z.number().int(),
  /** Microsoft Graph scopes consented organisation-wide for the portal registration. */
  portalConsent: z.array(z.string()),
});

/** What POST /control/settings accepts: any part of the settings, nothing else. */
export const settingsPatchSchema = settingsSchema.extend({ secrets: settingsSchema.shape.secrets.partial() }).partial();

export type TenantSettings = Readonly<z.output<typeof settingsSchema>>;
export type SettingsPatch = Readonly<z.output<typeof settingsPatchSchema>>;
