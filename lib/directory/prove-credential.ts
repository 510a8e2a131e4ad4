import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
import { probeAlerts } from '@/lib/defender/alerts-probe';
import { type AppToken, requestAppToken } from '@/lib/entra/app-token';
import type { EntraClient } from '@/lib/entra/entra-client';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { retryUntilConsistent } from './replication';
import type { DirectoryContext } from './directory-context';
import { fromProbe, plainProblem, tokenProblem } from './step-problem';

/** Replicas disagree for a while: one good token proves little. */
const TOKENS_IN_A_ROW = 3;

/**
 * Signs in as the SIEM will: three fresh tokens in a row that carry the permission, then one call of the alerts API.
 */
export async function proveCredential(
  context: DirectoryContext,
  connector: Connector,
  secretText: string,
): Promise<Result<void, StepProblem>> {
  const { appId } = connector;
  const endpoint = context.findApi(connector);
  if (!appId) return fail(plainProblem('interrupted'));
  if (!endpoint) return fail(plainProblem('apiMissing'));
  const { authorityHost, clock } = context;
  const client = { authorityHost, tenantId: connector.tenantId, clientId: appId, clientSecret: secretText, clock };
  const result = await retryUntilConsistent(clock, () =>
    takeTokens(client, endpoint.resource, apiFacts(connector.api).appRole),
  );
  if (!result.ok) return result;
  const { accessToken } = result.value;
  const probed = await probeAlerts({ fetch: context.fetch, clock, accessToken }, endpoint.alertsUrl);
  return probed.ok ? succeed(undefined) : fail(fromProbe(probed.error));
}

async function takeTokens(
  client: EntraClient,
  resource: string,
  appRole: string,
): Promise<Result<AppToken, StepProblem>> {
  let last: AppToken | null = null;
  for (let count = 0; count < TOKENS_IN_A_ROW; count += 1) {
    const taken = await requestAppToken(client, resource);
    if (!taken.ok) return tokenProblem(taken.error);
    if (!taken.value.roles.includes(appRole)) return fail(plainProblem('replication'));
    last = taken.value;
  }
  return last ? succeed(last) : fail(plainProblem('interrupted'));
}
