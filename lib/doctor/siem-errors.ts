import { defineRules } from './error-rule';

/**
 * Messages of the SIEM itself and of the retired set-up. They say more than the answer that they wrap, and some have
 * nothing to do with Microsoft at all.
 *
 * @see https://learn.microsoft.com/previous-versions/microsoft-365/security/defender-endpoint/troubleshoot-siem
 * @see https://github.com/wazuh/wazuh src/wazuh_modules/wm_ms_graph.c and src/headers/error_messages
 * @see https://github.com/microsoftgraph/security-api-solutions/issues/116
 */
export const siemErrors = defineRules([
  {
    id: 'splunkSession',
    pattern:
      /call not properly authenticated|autologin succeeded, but there was an auth error|splunkd? session (?:key )?(?:has )?(?:expired|timed out|is not valid)/i,
  },
  { id: 'wazuhApiType', pattern: /(?:tag|element) '?api_type'?(?: |$|\W)[^\n]{0,40}/i },
  { id: 'wazuhCurlSize', pattern: /maximum curl size/i },
  {
    id: 'wazuhConfiguration',
    pattern:
      /(?:invalid|empty) content for tag '[^'\n]{1,60}'|\((?:1202|122[68]|123[0-9]|124[0-4])\): [^\n]{0,60}|configuration error at '?[^'\n]{0,60}ossec\.conf/i,
  },
  {
    id: 'filebeatConfiguration',
    pattern:
      /error loading config file|error unpacking (?:config|httpjson)[^\n]{0,20}|failed to load (?:input )?config|missing (?:required )?field accessing '[^'\n]{1,80}'|unable to (?:read|find) the keystore/i,
  },
  {
    id: 'logstashConfiguration',
    pattern: /LogStash::ConfigurationError|failed to execute action[^\n]{0,40}PipelineAction/i,
  },
  {
    id: 'reauthenticate',
    pattern: /set reauthenticate to true|could not refresh the access token|failed to refresh (?:the|access) token/i,
  },
  { id: 'replyUrl', pattern: /UserAuthenticationCallback|winatpmanagement-/i },
  { id: 'popUpBlocked', pattern: /pop-?up (?:was |is )?block(?:ed|er)|block(?:ed|s|ing)? (?:the |a |all )?pop-?ups?/i },
  // Not the words beside AADSTS7000222, which say the same.
  {
    id: 'secretExpired',
    pattern: /(?<!AADSTS7000222: [^.]{0,60})(?:client secret|secret key)s? (?:has |have |is |are )?expired/i,
  },
]);

/** What stands between the SIEM and Microsoft: each is told before the status that it caused. */
export const connectionErrors = defineRules([
  {
    id: 'proxyRefused',
    pattern:
      /proxy authentication required|tunnel connection failed|unable to tunnel through proxy|from proxy after connect|(?:unable|cannot|failed) to connect to (?:the )?proxy|\bproxyconnect\b|\bProxyError\b|X-Squid-Error|ERR_ACCESS_DENIED|ERR_CACHE_ACCESS_DENIED|TCP_DENIED/i,
  },
  {
    id: 'untrustedCertificate',
    pattern:
      /PKIX path building failed|unable to find valid certification path|certificate[_ ]verify[_ ]failed|unable to get (?:local )?issuer certificate|self[- ]signed certificate|SELF_SIGNED_CERT|hostname \S{1,200} not verified|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|x509: certificate|failed to verify certificate|SSL certificate problem|SSL peer certificate or SSH remote key was not ok|certificate (?:has expired|is not trusted|is not yet valid|is invalid|was rejected)|PKIX path validation failed|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|could not establish trust relationship|ALTNAME_INVALID/i,
  },
  {
    id: 'tlsVersion',
    pattern:
      /handshake[_ ]failure|protocol[_ ]version\b|wrong[_ ]version[_ ]number|unsupported[_ ]protocol|no appropriate protocol|received fatal alert|TLSv1(?:\.[0-3])? is not enabled or supported|offered only unsupported versions|tls: no supported versions|EOF occurred in violation of protocol|ssl connect error|could not create SSL\/TLS secure channel/i,
  },
  {
    id: 'unreachable',
    pattern:
      /\b(?:UnknownHostException|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ECONNRESET|NameResolutionError|ConnectTimeout(?:Error|Exception)?(?!\w|["']?\s*[:=]\s*\d))\b|no such host|name or service not known|nodename nor servname|remote name could not be resolved|socket hang up|remote end closed connection|connection attempt failed because|name resolution|could ?n[o']t resolve host|getaddrinfo failed|connection (?:refused|timed out|reset by peer)|connect timed out|no route to host|host (?:is )?unreachable|ERR_NAME_NOT_RESOLVED|ERR_CONNECTION_(?:REFUSED|TIMED_OUT|RESET)|unable to connect to the remote server|upstream connect error|network is unreachable|could(?: not|n't) connect to server|dial tcp[^\n]{0,60}i\/o timeout/i,
  },
  {
    id: 'timedOut',
    pattern:
      /context deadline exceeded|client\.timeout exceeded|read timed? ?out|\b(?:ReadTimeout|SocketTimeoutException|ESOCKETTIMEDOUT|TimeoutError|TimeoutException|HttpTimeoutException|TaskCanceledException|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)\b(?!["']?\s*[:=]\s*\d)|\bHttpClient\.Timeout of \d|timeout of \d{1,9} ?ms exceeded|awaiting response headers[^\n]{0,10}timeout|operation (?:has |was )?timed out|operation timeout after|i\/o timeout|request timed out|tls handshake timeout|timed out after \d|no response rec(?:ei|ie)ved when attempting/i,
  },
]);
