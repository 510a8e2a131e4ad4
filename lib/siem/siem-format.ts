import type { AlertsCall, ReadApi } from './alerts-call';
import type { ConnectorDetails, Secrets } from './connector-details';
import { detailsFile } from './details-file';
import { maskSecret, writeSecret, type SecretWriter } from './secret-writer';
import { evaluateDetails, type SiemAccess } from './siem-access';
import type { SiemFacts } from './siem-facts';
import type { SiemFiles } from './siem-file';
import { safeFileName } from './text/safe-file-name';

/** One field of the SIEM's own form. The label is the product's, so it is never translated. */
export type SiemField = {
  readonly label: string;
  /** Empty when it holds a secret that is not at hand. */
  readonly value: string;
  readonly secret?: 'client-secret' | 'refresh-token';
};

/** Another way of the same SIEM to the same alerts, which needs nothing of the connector. */
export type AlternativeSetup = {
  /** The product's name for it, which is never translated. */
  readonly name: string;
  /** Formats to fill in: what stands between angle brackets is the reader's own. */
  readonly fields: readonly SiemField[];
};

/** Files that a SIEM loads without editing. */
export type LoadedFiles = {
  readonly holdSecret: boolean;
  readonly build: (details: ConnectorDetails, secret: SecretWriter, savedAt: Date) => SiemFiles;
  /** How the name of the zip begins, where there are several files; the id if left out. */
  readonly archivePrefix?: string;
};

/** What one SIEM's file says of it; everything else follows from this. */
export type SiemDefinition<Id extends string> = {
  /** Also the key of its messages: siem.types.<id> and siemGuide.types.<id>. */
  readonly id: Id;
  /** Steps are the messages siemGuide.types.<id>.steps.1 to this number. */
  readonly stepCount: number;
  readonly access: SiemAccess;
  /**
   * Whether neither its form nor its file says where this connector's hosts are, so that the SIEM would look for them in
   * the worldwide cloud. Left out for a SIEM that is told every address.
   */
  readonly missesCloud?: (details: ConnectorDetails) => boolean;
  readonly facts: SiemFacts;
  /** Asked for only with an API that `access` names. */
  readonly fields: (details: ConnectorDetails, secrets: Secrets) => readonly SiemField[];
  /**
   * The first call that it makes for alerts, before it has read any, for `Verify connection` to make as well. Asked for
   * only with an API that `access` names. Left out where neither its file nor a public source says what it asks.
   */
  readonly firstCall?: (read: ReadApi, now: Date) => AlertsCall;
  /** Left out for a SIEM that has no other way to the alerts. */
  readonly alternativeSetup?: (details: ConnectorDetails) => AlternativeSetup | null;
  /**
   * Left out for a SIEM that has a form and loads nothing. `Save details to file` then gives the details file of the
   * Generic API, which the SIEM does not load: it is kept, or handed to whoever fills in the form.
   */
  readonly loads?: LoadedFiles;
};

/** What the page needs of one SIEM. */
export type SiemFormat<Id extends string = string> = Pick<
  SiemDefinition<Id>,
  'id' | 'stepCount' | 'access' | 'facts' | 'fields'
> & {
  /** Whether the SIEM cannot be told in which cloud the connector is. */
  readonly missesCloud: (details: ConnectorDetails) => boolean;
  /** Null when it reads another API, or nobody can say what it asks. */
  readonly firstCall: (read: ReadApi, now: Date) => AlertsCall | null;
  readonly alternativeSetup: (details: ConnectorDetails) => AlternativeSetup | null;
  /** loaded: by the SIEM. kept: by a person, since the SIEM loads no file. */
  readonly filesAre: 'loaded' | 'kept';
  readonly filesHoldSecret: boolean;
  /** The files as they are saved, with the secret or its placeholder. */
  readonly files: (details: ConnectorDetails, secrets: Secrets, savedAt: Date) => SiemFiles;
  /** The same files with the secret masked, for the screen. */
  readonly preview: (details: ConnectorDetails, secrets: Secrets, savedAt: Date) => SiemFiles;
  /** Of the zip, where there are several files. */
  readonly archiveName: (details: ConnectorDetails) => string;
};

const keptFile: LoadedFiles = {
  holdSecret: true,
  build: (details, secret, savedAt) => [detailsFile(details, secret, savedAt)],
};

/** Makes what the page needs out of what a SIEM's file says. */
export function defineSiemFormat<const Id extends string>(definition: SiemDefinition<Id>): SiemFormat<Id> {
  const {
    id,
    stepCount,
    access,
    facts,
    fields,
    loads,
    missesCloud = () => false,
    alternativeSetup = () => null,
  } = definition;
  const firstCall: SiemFormat['firstCall'] = (read, now) =>
    evaluateDetails(access, read).kind === 'reads' ? (definition.firstCall?.(read, now) ?? null) : null;
  const { holdSecret, build, archivePrefix = id } = loads ?? keptFile;
  const files: SiemFormat['files'] = (details, secrets, savedAt) =>
    build(details, writeSecret(secrets.clientSecret), savedAt);
  return {
    ...{ id, stepCount, access, facts, fields, files, missesCloud, alternativeSetup, firstCall },
    filesAre: loads ? 'loaded' : 'kept',
    filesHoldSecret: holdSecret,
    preview: (details, secrets, savedAt) => build(details, maskSecret(secrets.clientSecret), savedAt),
    archiveName: ({ name }) => safeFileName({ prefix: archivePrefix, name, extension: 'zip' }),
  };
}
