import { z } from 'zod';

/** A duration as app management policies write it: years, months, weeks and days, no clock part. */
const lifetime = z.string().regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, 'must be a duration such as P180D');

const milliseconds = z.number().int().min(0).max(3_600_000);

const replicationSchema = z.strictObject({
  replicas: z.number().int().min(1).max(9),
  /** How far behind the first replica the last one is. */
  spreadMs: milliseconds,
  /** How much later lists and filters know of a write than a read by id. */
  listDelayMs: milliseconds,
  /** How much later the sign-in service knows of a write than the directory. */
  signInDelayMs: milliseconds,
  seed: z.number().int(),
});

const registrationSchema = z.strictObject({
  /** False: only administrators and application developers may register applications. */
  everybody: z.boolean(),
  requiresServiceManagementReference: z.boolean(),
  /** How many objects a person without an administrator's role may own, deleted ones included. */
  quota: z.number().int().min(0),
});

const pagesSchema = z.strictObject({
  /** Of a directory collection, when the client names none. */
  size: z.number().int().min(1).max(999),
  /** The first page of every longer collection has nothing on it but the link to the next one. */
  emptyFirst: z.boolean(),
});

const signInRefusal = {
  /** The AADSTS number. */
  code: z.number().int(),
  /** The part of the user name before the domain; without one, every person is meant. */
  person: z.string().optional(),
  appId: z.guid().toLowerCase().optional(),
};

const signInRefusalSchema = z.strictObject(signInRefusal);

export const settingsSchema = z.strictObject({
  /** How long a write is unknown to every other call. */
  replicationDelayMs: milliseconds,
  replication: replicationSchema,
  /** For how long a second write on the same object is refused as concurrent. */
  concurrencyWindowMs: milliseconds,
  secrets: z.strictObject({ forbidden: z.boolean(), maxLifetime: lifetime.nullable() }),
  registration: registrationSchema,
  pages: pagesSchema,
  /** How much of its limit every caller has used up; told to it from 0.8 on. */
  throttlePercentage: z.number().min(0).max(1.8),
  /** `since`: what a person did before this moment does not satisfy the policy. */
  signInRefusals: z.array(z.strictObject({ ...signInRefusal, since: z.number() })),
  /** False: people may consent to nothing for themselves, as many organisations have it. */
  userConsent: z.boolean(),
  defenderLicence: z.boolean(),
  /** False: nothing has happened yet in this organisation. */
  alerts: z.boolean(),
  /** How much later than it was created an alert comes up, in both APIs. */
  alertDelayMs: z
    .number()
    .int()
    .min(0)
    .max(7 * 86_400_000),
  windowsDefenderATP: z.boolean(),
  clockOffsetMs: z.number().int(),
  /** Microsoft Graph scopes consented organisation-wide for the portal registration. */
  portalConsent: z.array(z.string()),
  /** Optional claims of the portal registration's id tokens. */
  portalOptionalClaims: z.array(z.enum(['auth_time', 'sid'])),
});

/** What POST /control/settings accepts: any part of the settings, nothing else. */
export const settingsPatchSchema = settingsSchema
  .extend({
    replication: replicationSchema.partial(),
    secrets: settingsSchema.shape.secrets.partial(),
    registration: registrationSchema.partial(),
    pages: pagesSchema.partial(),
    signInRefusals: z.array(signInRefusalSchema),
  })
  .partial();

export type TenantSettings = Readonly<z.output<typeof settingsSchema>>;
export type SettingsPatch = Readonly<z.output<typeof settingsPatchSchema>>;
export type SignInRefusal = TenantSettings['signInRefusals'][number];

type QuietSettings = Omit<
  TenantSettings,
  'secrets' | 'defenderLicence' | 'windowsDefenderATP' | 'clockOffsetMs' | 'portalConsent'
>;

/** A well-behaved tenant: one replica, no policy, nothing in the way. */
export const quietSettings: QuietSettings = {
  replicationDelayMs: 0,
  replication: { replicas: 1, spreadMs: 0, listDelayMs: 0, signInDelayMs: 0, seed: 1 },
  concurrencyWindowMs: 0,
  registration: { everybody: true, requiresServiceManagementReference: false, quota: 250 },
  pages: { size: 100, emptyFirst: false },
  throttlePercentage: 0,
  signInRefusals: [],
  userConsent: true,
  alerts: true,
  alertDelayMs: 0,
  portalOptionalClaims: ['auth_time', 'sid'],
};

/** A folder may be older than some of the settings. */
export const storedSettingsSchema = z
  .record(z.string(), z.unknown())
  .transform((stored) => ({ ...quietSettings, ...stored }))
  .pipe(settingsSchema);
