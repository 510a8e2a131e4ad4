import { readNetworkFailure } from '../lib/http/network-cause';
import type { NetworkKind } from '../lib/http/network-kind';

type Words = { readonly says: string; readonly remedy: string };

const words: Readonly<Record<NetworkKind, Words>> = {
  name: {
    says: 'its name is not known here',
    remedy: 'Ask whoever runs DNS, or set HTTPS_PROXY where names are resolved by a proxy.',
  },
  refused: {
    says: 'it refuses connections',
    remedy: 'See whether address and port are right, and whether a firewall answers in its place.',
  },
  cut: {
    says: 'the connection was cut',
    remedy: 'A firewall or a proxy on the way ends it: let this host through.',
  },
  timeout: {
    says: 'it does not answer in time',
    remedy: 'A firewall drops what is sent: allow outgoing HTTPS to this host, or set HTTPS_PROXY.',
  },
  untrusted: {
    says: 'its certificate is of an authority that this machine does not know',
    remedy: "Where a proxy opens TLS, put the certificate of your company's authority in NODE_EXTRA_CA_CERTS.",
  },
  expired: {
    says: 'its certificate is not valid now',
    remedy: 'See whether the clock of this machine is right.',
  },
  otherName: {
    says: 'its certificate is for another name',
    remedy: 'Something else answers in its place: a proxy, or a wrong address in the settings.',
  },
  tls: {
    says: 'the two cannot agree on how to encrypt',
    remedy: 'A proxy that opens TLS may be too old: Microsoft takes TLS 1.2 and newer.',
  },
  proxy: {
    says: 'the proxy of the settings lets nothing through',
    remedy: 'Check HTTPS_PROXY, its user name and password, and that the proxy lets this host through.',
  },
};

/** What fetch threw, in words. */
export function networkWords(error: unknown): Words & { readonly code: string } {
  const failure = readNetworkFailure(error);
  if (failure) return { ...words[failure.kind], code: failure.code };
  return {
    says: 'it cannot be reached',
    remedy: 'See whether this machine may reach it.',
    code: error instanceof Error ? error.name : 'unknown',
  };
}
