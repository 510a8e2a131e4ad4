import 'server-only';
import { findApi } from '@/lib/cloud/alert-api';
import { connectorStore } from '@/lib/connector/connector-store';
import { environmentCloud } from '@/lib/env';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { delegatedScopes } from '@/lib/operations/exchange-tokens';
import { fail, type Result } from '@/lib/result';
import type { Operation } from './operation';
import {
  type AuthorizationDependencies,
  openConnectorSignIn,
  type OpenRefusal,
  type StartedAuthorization,
} from './start-authorization';

/** The second page of the same pop-up: the person signs in to the connector application itself. */
export async function signInToConnector(
  dependencies: AuthorizationDependencies,
  operation: Operation,
  elevatedToken: ElevatedToken,
): Promise<Result<StartedAuthorization, OpenRefusal>> {
  const { tenantId, connectorId } = operation;
  const connector = connectorId ? await connectorStore.find({ tenantId, id: connectorId }) : null;
  const endpoint = connector && findApi(environmentCloud(), connector.api, connector.region);
  if (!connector?.appId || !endpoint) return fail({ kind: 'closed' });
  // Everything of the portal's own but its name and its secret.
  const { authorityHost, clock } = dependencies.portal;
  const application = { authorityHost, tenantId, clientId: connector.appId, ...(clock ? { clock } : {}) };
  const scopes = delegatedScopes(connector, endpoint.resource);
  return openConnectorSignIn(dependencies, operation, { application, scopes, elevatedToken });
}
