/** Which API a connector reads: the Defender for Endpoint Alerts API, or Microsoft Graph's security alerts_v2. */
export type AlertApi = 'defender-alerts' | 'graph-alerts';

/** What a SIEM calls: one of these, or this portal, which answers in the shape of the retired SIEM API. */
export type SiemApi = AlertApi | 'detections';

/** All that a SIEM is told of one connector, the secrets excepted. */
export type ConnectorDetails = {
  /** Free text up to 120 characters; any printable Unicode. */
  readonly name: string;
  readonly api: SiemApi;
  /** The API that the credential opens: the same, or the one that the detections are made from. */
  readonly upstream: AlertApi;
  /** Whether the SIEM is to read incidents as well, for which the connector then has the permission. */
  readonly incidents?: boolean;
  readonly tenantId: string;
  readonly clientId: string;
  /** The secret's keyId, which is public; never its value. */
  readonly secretId: string;
  /** ISO 8601, UTC. */
  readonly secretExpires: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** The collection of alerts or of detections itself, without query. */
  readonly apiUrl: string;
  /** For the client credentials flow; ends in /.default. */
  readonly scope: string;
  readonly resource: string;
  /** For the authorization code flow, such as https://graph.microsoft.com/SecurityAlert.Read.All. */
  readonly delegatedScope: string;
  /** Registered on the connector application. */
  readonly redirectUris: readonly string[];
};

/** What the page has at hand; null once it cannot be shown again, or before it is made. */
export type Secrets = {
  readonly clientSecret: string | null;
  readonly refreshToken: string | null;
};
