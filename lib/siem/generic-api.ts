import type { ConnectorDetails, Secrets } from './connector-details';
import { alertsCommand, tokenCommand } from './generic-curl';
import { safeFileName } from './safe-file-name';
import type { SecretWriter } from './secret-writer';
import { defineSiemFormat, type SiemField } from './siem-format';

/**
 * Any client that reads a REST API with the client credentials flow.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp
 */
export const genericApi = defineSiemFormat({
  id: 'generic-api',
  stepCount: 6,
  filesHoldSecret: true,
  fields,
  buildFiles: (details, secret, savedAt) => [
    { name: fileName(details, 'json'), text: detailsFile(details, secret, savedAt), language: 'json' },
  ],
  archiveName: (details) => fileName(details, 'zip'),
});

function fileName({ name }: ConnectorDetails, extension: string): string {
  return safeFileName({ prefix: 'siem-connector', name, extension });
}

/** There is no one form; these are the names that clients of Microsoft's APIs go by. */
function fields(details: ConnectorDetails, { clientSecret }: Secrets): readonly SiemField[] {
  return [
    { label: 'Tenant ID', value: details.tenantId },
    { label: 'Client ID', value: details.clientId },
    { label: 'Client secret', value: clientSecret ?? '', secret: 'client-secret' },
    { label: 'Token URL', value: details.tokenUrl },
    { label: 'Scope', value: details.scope },
    { label: 'Events URL', value: details.apiUrl },
  ];
}

/** Every value of the connector under a stable name. Tokens are left out: whoever has this file can ask for one. */
function detailsFile(details: ConnectorDetails, secret: SecretWriter, savedAt: Date): string {
  const file = {
    notice: 'Keep this file like a password once it holds the client secret of the connector application.',
    savedAt: savedAt.toISOString(),
    connectorName: details.name,
    api: details.api,
    clientId: details.clientId,
    tenantId: details.tenantId,
    // JSON.stringify escapes the whole file below.
    clientSecret: secret((value) => value),
    clientSecretId: details.secretId,
    clientSecretExpires: details.secretExpires,
    authorizationUrl: details.authorizationUrl,
    tokenUrl: details.tokenUrl,
    apiUrl: details.apiUrl,
    scope: details.scope,
    resource: details.resource,
    delegatedScope: details.delegatedScope,
    redirectUris: details.redirectUris,
    curl: { requestToken: tokenCommand(details), requestAlerts: alertsCommand(details) },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
