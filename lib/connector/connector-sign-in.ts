import 'server-only';
import { findApi } from '@/lib/cloud/alert-api';
import type { ConsentFlow, Grant } from '@/lib/consent/consent';
import {
  type ConsentDependencies,
  openConnectorSignIn,
  type OpenedPassage,
  type OpenRefusal,
} from '@/lib/consent/open-consent';
import { environmentCloud } from '@/lib/env';
import { fail, type Result } from '@/lib/result';
import { delegatedScopes } from '@/lib/token/exchange-tokens';
import { connectorStore } from './connector-store';

/** The second page of the same pop-up: the person signs in to the connector application itself. */
export async function signInToConnector(
  dependencies: ConsentDependencies,
  flow: ConsentFlow,
  grant: Grant,
): Promise<Result<OpenedPassage, OpenRefusal>> {
  const { tenantId, connectorId } = flow;
  const connector = connectorId ? await connectorStore.find({ tenantId, id: connectorId }) : null;
  const place = connector && findApi(environmentCloud(), connector.api, connector.region);
  if (!connector?.appId || !place) return fail({ kind: 'closed' });
  // Everything of the portal's own but its name and its secret.
  const { authorityHost, clock } = dependencies.portal;
  const application = { authorityHost, tenantId, clientId: connector.appId, ...(clock ? { clock } : {}) };
  return openConnectorSignIn(dependencies, flow, {
    application,
    scopes: delegatedScopes(connector, place.resource),
    grant,
  });
}
