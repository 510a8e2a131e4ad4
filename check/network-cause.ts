/** Why a host gave no answer, as far as Node says. */
export type NetworkCause = { readonly says: string; readonly remedy: string };

type Known = { readonly codes: readonly string[] } & NetworkCause;

const causes: readonly Known[] = [
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'],
    says: 'its name is not known here',
    remedy: 'Ask whoever runs DNS, or set HTTPS_PROXY where names are resolved by a proxy.',
  },
  {
    codes: ['ECONNREFUSED'],
    says: 'it refuses connections',
    remedy: 'See whether address and port are right, and whether a firewall answers in its place.',
  },
  {
    codes: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'],
    says: 'the connection was cut',
    remedy: 'A firewall or a proxy on the way ends it: let this host through.',
  },
  {
    codes: ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'TimeoutError', 'AbortError'],
    says: 'it does not answer in time',
    remedy: 'A firewall drops what is sent: allow outgoing HTTPS to this host, or set HTTPS_PROXY.',
  },
  {
    codes: [
      ...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
      ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT'],
    ],
    says: 'its certificate is of an authority that this machine does not know',
    remedy: "Where a proxy opens TLS, put the certificate of your company's authority in NODE_EXTRA_CA_CERTS.",
  },
  {
    codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    says: 'its certificate is not valid now',
    remedy: 'See whether the clock of this machine is right.',
  },
  {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    says: 'its certificate is for another name',
    remedy: 'Something else answers in its place: a proxy, or a wrong address in the settings.',
  },
];

/** Reads what fetch threw: the code stands somewhere down its causes. */
export function networkCause(error: unknown): NetworkCause & { readonly code: string } {
  const code = findCode(error);
  const known = causes.find(({ codes }) => codes.includes(code));
  return {
    code,
    says: known?.says ?? 'it cannot be reached',
    remedy: known?.remedy ?? 'See whether this machine may reach it.',
  };
}

function findCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.cause !== undefined) return findCode(error.cause);
  return error.name;
}
