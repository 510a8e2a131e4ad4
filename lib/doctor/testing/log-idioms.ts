/** How products write the status of a refused request into their logs. */
export type LogIdiom = { readonly product: string; readonly line: (status: number, reason: string) => string };

const alerts = 'https://graph.microsoft.com/v1.0/security/alerts_v2';

export const logIdioms: readonly LogIdiom[] = [
  {
    product: 'Python requests',
    line: (status, reason) =>
      `requests.exceptions.HTTPError: ${status} ${status < 500 ? 'Client' : 'Server'} Error: ${reason} for url: ${alerts}`,
  },
  { product: 'Python urllib', line: (status, reason) => `urllib.error.HTTPError: HTTP Error ${status}: ${reason}` },
  {
    product: 'Python aiohttp',
    line: (status, reason) =>
      `aiohttp.client_exceptions.ClientResponseError: ${status}, message='${reason}', url=URL('${alerts}')`,
  },
  { product: 'Cortex XSOAR', line: (status, reason) => `Error in API call [${status}] - ${reason}` },
  {
    product: 'Wazuh',
    line: (status) =>
      `wazuh-modulesd:ms-graph: WARNING: Received unsuccessful status code when attempting to get relationship 'alerts_v2' logs: Status code was '${status}' & response was ''`,
  },
  {
    product: 'Filebeat',
    line: (status) =>
      `{"log.level":"error","message":"failed to execute http GET: server responded with status code ${status}"}`,
  },
  {
    product: 'Logstash',
    line: (status) => `[ERROR][logstash.inputs.http_poller] Error response :response=>{:code=>${status}, :message=>""}`,
  },
  {
    product: 'Logstash, Ruby hash',
    line: (status, reason) => `http_poller_metadata {"code" => ${status}, "response_message" => "${reason}"}`,
  },
  { product: 'Splunk library', line: (status, reason) => `Error occurred: HTTP ${status} ${reason} -- {}` },
  {
    product: 'Splunk add-on',
    line: (status) => `ERROR pid=12 tid=MainThread file=utils.py | request to ${alerts} failed, status_code=${status}`,
  },
  { product: 'QRadar', line: (status, reason) => `Error: "Status Code: ${status} | Status Reason: ${reason}"` },
  {
    product: 'Cribl',
    line: (status, reason) =>
      `{"level":"error","message":"failed to run collector","error":{"statusCode":${status},"statusText":"${reason}"}}`,
  },
  { product: 'curl', line: (status) => `curl: (22) The requested URL returned error: ${status}` },
  { product: 'curl, verbose', line: (status) => `< HTTP/2 ${status} \n< content-type: application/json` },
  {
    product: 'Java',
    line: (status) => `java.io.IOException: Server returned HTTP response code: ${status} for URL: ${alerts}`,
  },
  {
    product: 'ArcSight',
    line: (status, reason) => `[ERROR] com.arcsight.common.al.e: request failed: status=HTTP/1.1 ${status} ${reason}`,
  },
  {
    product: '.NET',
    line: (status, reason) => `System.Net.WebException: The remote server returned an error: (${status}) ${reason}.`,
  },
  {
    product: 'PowerShell',
    line: (status, reason) => `Response status code does not indicate success: ${status} (${reason}).`,
  },
  { product: 'Node.js axios', line: (status) => `AxiosError: Request failed with status code ${status}` },
  { product: 'Go', line: (status, reason) => `level=error msg="unexpected status: ${status} ${reason}"` },
  {
    product: 'access log',
    line: (status) => `10.0.0.5 - - [22/Nov/2026:10:00:00 +0000] "GET /v1.0/security/alerts_v2 HTTP/1.1" ${status} 152`,
  },
  { product: 'error body', line: (_, reason) => `{"error":{"code":"${reason.replaceAll(' ', '')}","message":""}}` },
  {
    product: 'escaped error body',
    line: (_, reason) =>
      `"response": "{\\"error\\":{\\"code\\":\\"${reason.replaceAll(' ', '')}\\",\\"message\\":\\"\\"}}"`,
  },
  {
    product: 'FortiSIEM',
    line: (status) => `phAgentManager ERROR: Defender job failed, http response code: ${status}`,
  },
  { product: 'arrow', line: (status) => `GET ${alerts} -> ${status}` },
  { product: 'address', line: (status) => `GET ${alerts} ${status}` },
  { product: 'number alone', line: (status) => String(status) },
  { product: 'plain words', line: (status, reason) => `${reason} (${status})` },
  {
    product: 'Spring without a body',
    line: (status) =>
      `org.springframework.web.client.Http${status < 500 ? 'Client' : 'Server'}ErrorException: ${status} null`,
  },
  { product: 'Google Security Operations feed', line: (status) => `ERROR_HTTP_${status}: Fetching failed` },
  {
    product: 'Vector',
    line: (status) =>
      `vector::internal_events: HTTP error response. stage="receiving" error_code="http_response_${status}"`,
  },
  {
    product: 'Microsoft Graph SDK for .NET',
    line: (_status, reason) => `Microsoft.Graph.ServiceException: Code: ${reason}`,
  },
  {
    product: 'urllib3, retries',
    line: (status) =>
      `Max retries exceeded with url: /v1.0/security/alerts_v2 (Caused by ResponseError('too many ${status} error responses'))`,
  },
  { product: 'key and value', line: (status) => `event=poll_failed httpStatus: ${status}` },
];

/** The finding that is right for each status, with the reason that goes with it. */
export const statuses = [
  { status: 400, reason: 'Bad Request', finding: 'http400' },
  { status: 401, reason: 'Unauthorized', finding: 'http401' },
  { status: 403, reason: 'Forbidden', finding: 'http403' },
  { status: 404, reason: 'Not Found', finding: 'http404' },
  { status: 429, reason: 'Too Many Requests', finding: 'http429' },
  { status: 500, reason: 'Internal Server Error', finding: 'http5xx' },
  { status: 502, reason: 'Bad Gateway', finding: 'http5xx' },
  { status: 503, reason: 'Service Unavailable', finding: 'http5xx' },
  { status: 504, reason: 'Gateway Timeout', finding: 'http5xx' },
] as const;

/** What each kind of client writes when no answer comes, or no connection. */
export const roadIdioms = {
  timedOut: [
    'The operation has timed out.',
    'HttpClient.Timeout of 100 seconds elapsing',
    'ECONNABORTED timeout of 30000ms exceeded',
    'UND_ERR_HEADERS_TIMEOUT Headers Timeout Error',
    'java.util.concurrent.TimeoutException',
    'net/http: timeout awaiting response headers: timeout',
    'Operation timeout after 60 s',
    'execution expired (Net::ReadTimeout)',
    'net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'context deadline exceeded',
    'java.net.SocketTimeoutException: Read timed out',
    "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='graph.microsoft.com', port=443): Read timed out. (read timeout=60)",
    'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received',
    'System.Threading.Tasks.TaskCanceledException: A task was canceled.',
    'wazuh-modulesd:ms-graph: WARNING: No response received when attempting to obtain access token.',
    'net/http: TLS handshake timeout',
  ],
  unreachable: [
    "The remote name could not be resolved: 'login.microsoftonline.com'",
    'read ECONNRESET',
    'socket hang up',
    'nodename nor servname provided, or not known',
    'Remote end closed connection without response',
    'A connection attempt failed because the connected party did not properly respond after a period of time',
    'java.net.UnknownHostException: login.microsoftonline.com',
    'getaddrinfo ENOTFOUND graph.microsoft.com',
    'dial tcp: lookup graph.microsoft.com on 10.0.0.2:53: no such host',
    'connect ECONNREFUSED 20.190.160.1:443',
    'dial tcp 20.190.160.1:443: i/o timeout',
    'curl: (6) Could not resolve host: login.microsoftonline.com',
    "curl: (7) Failed to connect to graph.microsoft.com port 443: Couldn't connect to server",
    'Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
    'java.net.ConnectException: Connection timed out (Connection timed out)',
    'No route to host',
  ],
  untrustedCertificate: [
    'The remote certificate is invalid according to the validation procedure',
    'CERT_HAS_EXPIRED',
    'sun.security.validator.ValidatorException: PKIX path validation failed',
    'The remote certificate was rejected by the provided RemoteCertificateValidationCallback',
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'curl: (60) SSL certificate problem: self signed certificate in certificate chain',
    'Error: unable to get local issuer certificate UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
    'x509: certificate has expired or is not yet valid',
  ],
  tlsVersion: [
    'Client requested protocol TLSv1 is not enabled or supported in server context',
    'tls: client offered only unsupported versions: [302 301]',
    'javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure',
    '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)',
    'remote error: tls: protocol version not supported',
    'The request was aborted: Could not create SSL/TLS secure channel.',
    'curl: (35) error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version',
  ],
  proxyRefused: [
    "OSError('Tunnel connection failed: 407 Proxy Authentication Required')",
    'curl: (56) Received HTTP code 403 from proxy after CONNECT',
    "requests.exceptions.ProxyError: HTTPSConnectionPool(host='graph.microsoft.com', port=443): Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.'))",
    'proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
    '1732269600.123 5 10.0.0.5 TCP_DENIED/403 3930 CONNECT graph.microsoft.com:443 - HIER_NONE/- text/html',
    'java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 403 Forbidden"',
  ],
} as const;
