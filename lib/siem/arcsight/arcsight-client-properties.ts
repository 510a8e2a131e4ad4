import type { ConnectorDetails } from '../connector-details';
import type { SecretWriter } from '../secret-writer';
import { commentLine, escapeProperty, propertyLine } from '../text/java-properties';
import { arcsightHeader } from './arcsight-header';

/** Where the FlexConnector waits for the sign-in; also registered on the connector application. */
export const arcsightRedirectUri = 'https://localhost:44300/wdatpconnector';

/**
 * Gives the text of `WDATP-connector.properties`, the OAuth 2 client properties file of the REST FlexConnector.
 * Keys are those of Microsoft's guides. What differs from them is due to the v2.0 endpoints: `resource` in auth_url
 * and a blank scope belonged to v1.0; v2.0 takes the permission as scope, and offline_access for a refresh token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export function arcsightClientProperties(details: ConnectorDetails, secret: SecretWriter, savedAt: Date): string {
  return [
    ...arcsightHeader(details, savedAt),
    commentLine('OAuth 2 client properties for ArcSight FlexConnector REST.'),
    commentLine('Keep this file like a password once it holds the client secret of the connector application.'),
    commentLine(`The client secret with ID ${details.secretId} expires ${details.secretExpires}.`),
    '',
    propertyLine('client_id', details.clientId),
    `client_secret=${secret(escapeProperty)}`,
    propertyLine('auth_url', details.authorizationUrl),
    propertyLine('token_url', details.tokenUrl),
    propertyLine('redirect_uri', arcsightRedirectUri),
    propertyLine('scope', `${details.delegatedScope} offline_access`),
    '',
    commentLine(
      'If agent.log says "Failed to refresh the token. Set reauthenticate to true", take the # away from the',
    ),
    commentLine('next line, restart the connector and sign in. A second restart must not open the browser again.'),
    '#reauthenticate=true',
    '',
  ].join('\n');
}
