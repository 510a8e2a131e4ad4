/** Microsoft’s page “CEF and CommonSecurityLog field mapping”, which the keys are from. */
export const cefPage = 'https://learn.microsoft.com/azure/sentinel/cef-name-mapping';

/** The first four are the header of a CEF message, named in words as on the page. */
const namedKeys: ReadonlyMap<string, string> = new Map([
  ['deviceVendor', 'Device Vendor'],
  ['deviceProduct', 'Device Product'],
  ['deviceVersion', 'Device Version'],
  ['name', 'Name'],
  ['deviceEventCategory', 'cat'],
  ['deviceReceiptTime', 'rt'],
  ['externalId', 'externalId'],
  ['fileHash', 'fileHash'],
  ['fileName', 'fname'],
  ['filePath', 'filePath'],
  ['flexString1', 'flexString1'],
  ['flexString1Label', 'flexString1Label'],
  // The page writes Request; in a message the key begins with a small letter, like requestMethod on the same page.
  ['requestUrl', 'request'],
  ['sourceAddress', 'src'],
  ['sourceDnsDomain', 'sourceDnsDomain'],
  ['sourceHostName', 'shost'],
  ['sourceNtDomain', 'sntdom'],
  ['sourceServiceName', 'sourceServiceName'],
  ['sourceUserId', 'suid'],
  ['sourceUserName', 'suser'],
]);

/**
 * Gives the key of the Common Event Format for an event field of ArcSight, or null where the page has none: its
 * Severity knows Low to Very-High, while deviceSeverity is whatever word the API says.
 *
 * @see https://learn.microsoft.com/azure/sentinel/cef-name-mapping
 */
export function cefKey(field: string): string | null {
  const [, kind, number = '', label = ''] =
    /^deviceCustom(String(?=[1-6])|Number(?=[1-3]))(\d)(Label)?$/.exec(field) ?? [];
  if (kind !== undefined) return `${kind === 'String' ? 'cs' : 'cn'}${number}${label}`;
  return namedKeys.get(field) ?? null;
}
