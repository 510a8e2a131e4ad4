import type { ConnectorDetails, Secrets } from './connector-details';
import { packFiles, type SiemDownload } from './pack-files';
import type { SiemFormat } from './siem-format';

type Saved = { readonly details: ConnectorDetails; readonly secrets: Secrets; readonly savedAt: Date };

/** What `Save details to file` gives: the one file of a SIEM, or a zip of all. Apart from the formats for its library. */
export function siemDownload(
  { files, archiveName }: Pick<SiemFormat, 'files' | 'archiveName'>,
  { details, secrets, savedAt }: Saved,
): SiemDownload {
  return packFiles(files(details, secrets, savedAt), archiveName(details), savedAt);
}
