export const networkKinds = [
  /** Its name is not known. */
  'name',
  /** It refuses connections. */
  'refused',
  /** The connection was cut. */
  'cut',
  'timeout',
  /** Its certificate is of an authority that this machine does not know. */
  'untrusted',
  /** Its certificate is not valid now. */
  'expired',
  /** Its certificate is for another name. */
  'otherName',
  /** The two could not agree on how to encrypt. */
  'tls',
  /** The proxy of the settings let nothing through. */
  'proxy',
] as const;
export type NetworkKind = (typeof networkKinds)[number];

/** Why a host gave no answer. */
export type NetworkCause = {
  readonly kind: NetworkKind;
  /** Name of the host that was asked, without anything else of the address. */
  readonly host: string;
  /** As Node names it, such as ENOTFOUND. */
  readonly code: string;
  /** Who issued the certificate that was shown, where that was the matter. */
  readonly issuer?: string;
};
