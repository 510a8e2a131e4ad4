import type { ConnectorDetails, Secrets } from './connector-details';
import { packFiles, type SiemDownload } from './pack-files';
import { maskSecret, writeSecret, type SecretWriter } from './secret-writer';
import type { SiemFiles } from './siem-file';

/** One field of the SIEM's own form. The label is the product's, so it is never translated. */
export type SiemField = {
  readonly label: string;
  /** Empty when it holds a secret that is not at hand. */
  readonly value: string;
  readonly secret?: 'client-secret' | 'refresh-token';
};

/** What one SIEM's file says of it; everything else follows from this. */
export type SiemDefinition<Id extends string> = {
  /** Also the key of its messages: siem.types.<id>. */
  readonly id: Id;
  /** Steps are the messages siem.types.<id>.steps.1 to this number. */
  readonly stepCount: number;
  readonly filesHoldSecret: boolean;
  readonly fields: (details: ConnectorDetails, secrets: Secrets) => readonly SiemField[];
  readonly buildFiles: (details: ConnectorDetails, secret: SecretWriter, savedAt: Date) => SiemFiles;
  /** Name of the zip; asked for only where there are several files. */
  readonly archiveName: (details: ConnectorDetails) => string;
};

/** What the page needs of one SIEM. */
export type SiemFormat<Id extends string = string> = Pick<
  SiemDefinition<Id>,
  'id' | 'stepCount' | 'filesHoldSecret' | 'fields'
> & {
  /** The files as they are saved, with the secret or its placeholder. */
  readonly files: (details: ConnectorDetails, secrets: Secrets, savedAt: Date) => SiemFiles;
  /** The same files with the secret masked, for the screen. */
  readonly preview: (details: ConnectorDetails, secrets: Secrets, savedAt: Date) => SiemFiles;
  /** What `Save details to file` gives: the one file, or a zip of all. */
  readonly download: (details: ConnectorDetails, secrets: Secrets, savedAt: Date) => SiemDownload;
};

/** Makes what the page needs out of what a SIEM's file says. */
export function defineSiemFormat<const Id extends string>(definition: SiemDefinition<Id>): SiemFormat<Id> {
  const { id, stepCount, filesHoldSecret, fields, buildFiles, archiveName } = definition;
  const files: SiemFormat['files'] = (details, secrets, savedAt) =>
    buildFiles(details, writeSecret(secrets.clientSecret), savedAt);
  return {
    id,
    stepCount,
    filesHoldSecret,
    fields,
    files,
    preview: (details, secrets, savedAt) => buildFiles(details, maskSecret(secrets.clientSecret), savedAt),
    download: (details, secrets, savedAt) => packFiles(files(details, secrets, savedAt), archiveName(details), savedAt),
  };
}
