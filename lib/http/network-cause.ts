import 'server-only';
import { connect } from 'node:tls';
import type { NetworkCause, NetworkKind } from './network-kind';

const kinds: readonly (readonly [NetworkKind, readonly string[]])[] = [
  ['name', ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']],
  ['refused', ['ECONNREFUSED']],
  ['cut', ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET']],
  [
    'timeout',
    [
      ...['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'TimeoutError'],
      ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
    ],
  ],
  ['expired', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CRL_HAS_EXPIRED']],
  ['otherName', ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']],
  ['proxy', ['ERR_PROXY_TUNNEL', 'ERR_PROXY_INVALID_CONFIG']],
];

/** OpenSSL's own names of what is wrong with a chain of certificates. */
const UNTRUSTED =
  /^(?:SELF_SIGNED|DEPTH_ZERO_SELF|UNABLE_TO_|CERT_(?:UNTRUSTED|REJECTED|SIGNATURE)|INVALID_CA|INVALID_PURPOSE)/;
const TLS = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/;
/** undici has no code of its own for a proxy that lets nothing through. */
const TUNNEL = /^Proxy response \((?<status>\d{3})\)/;

/**
 * Reads what fetch or a library threw: the code stands somewhere down its causes.
 *
 * @returns null for what is no matter of the network
 */
export function readNetworkFailure(error: unknown): Pick<NetworkCause, 'kind' | 'code'> | null {
  if (!(error instanceof Error)) return null;
  const status = TUNNEL.exec(error.message)?.groups?.status;
  if (status) return { kind: 'proxy', code: `CONNECT ${status}` };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const kind = kindOfCode(code);
  if (kind) return { kind, code };
  const several: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return readNetworkFailure(error.cause ?? several[0]);
}

function kindOfCode(code: string): NetworkKind | null {
  const known = kinds.find(([, codes]) => codes.includes(code));
  if (known) return known[0];
  if (UNTRUSTED.test(code)) return 'untrusted';
  return TLS.test(code) ? 'tls' : null;
}

const LOOK_MS = 3_000;
const aboutCertificate: readonly NetworkKind[] = ['untrusted', 'expired', 'otherName'];

/**
 * The whole cause, with the issuer of the certificate that is not trusted: it is looked at once more, and nothing is sent.
 *
 * @returns null for what is no matter of the network
 */
export async function explainNetwork(error: unknown, address: URL): Promise<NetworkCause | null> {
  const failure = readNetworkFailure(error);
  if (!failure) return null;
  const kind = isOfProxy(error, address) ? 'proxy' : failure.kind;
  const cause = { code: failure.code, kind, host: address.hostname };
  const issuer = aboutCertificate.includes(cause.kind) ? await readIssuer(address) : null;
  return issuer === null ? cause : { ...cause, issuer };
}

/** What is asked instead of the host itself is the proxy that the environment names. */
function isOfProxy(error: unknown, { hostname, port }: Pick<URL, 'hostname' | 'port'>): boolean {
  if (!(error instanceof Error)) return false;
  if ('port' in error && typeof error.port === 'number') return error.port !== Number(port || 443);
  if ('hostname' in error && typeof error.hostname === 'string') return error.hostname !== hostname;
  return isOfProxy(error.cause, { hostname, port });
}

/** Who says that the host is who it is. Null where nobody answers, as behind a proxy. */
function readIssuer({ hostname, port }: URL): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
    });
    const end = (issuer: string | null) => {
      socket.destroy();
      resolve(issuer);
    };
    socket.setTimeout(LOOK_MS, () => end(null));
    socket.once('error', () => end(null));
    socket.once('secureConnect', () => end(issuerOf(socket.getPeerCertificate())));
  });
}

function issuerOf({ issuer }: { readonly issuer?: Readonly<Record<string, unknown>> }): string | null {
  const name = issuer?.CN ?? issuer?.O;
  return typeof name === 'string' ? name.slice(0, 200) : null;
}
