import type { ConnectorDetails } from './connector-details';
import { alertsCommand, tokenCommand } from './generic-curl';
import type { SecretWriter } from './secret-writer';
import type { SiemFile } from './siem-file';
import { safeFileName } from './text/safe-file-name';

/**
 * Gives one JSON file with every value of the connector under a stable name: what a client of the API reads, and what
 * is handed to whoever fills in the form of a SIEM that loads no file.
 * Tokens are left out: whoever has this file can ask for one.
 */
export function detailsFile(details: ConnectorDetails, secret: SecretWriter, savedAt: Date): SiemFile {
  const content = {
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
  const name = safeFileName({ prefix: 'siem-connector', name: details.name, extension: 'json' });
  return { name, text: `${JSON.stringify(content, null, 2)}\n`, language: 'json' };
}
