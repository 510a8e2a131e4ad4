import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
import { probeAlerts } from '@/lib/defender/alerts-probe';
import { type AppToken, requestAppToken } from '@/lib/entra/app-token';
import type { EntraClient } from '@/lib/entra/entra-client';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import { servedFetch } from '@/lib/http/served-fetch';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from './connector';
import { type Attempt, untilReplicated } from './replication';
import type { SetupContext } from './setup-context';
import { fromEntra, fromProbe, plainProblem } from './step-problem';

/** Replicas disagree for a while: one good token proves little. */
const TOKENS_IN_A_ROW = 3;

/** Unknown application, secret or service principal: what a replica says that has not heard of them yet. */
const NOT_HEARD_OF = [700016, 7000215, 7000229];

/**
 * Signs in as the SIEM will: three fresh tokens in a row that carry the permission, then one call of the alerts API.
 */
export async function proveCredential(
  context: SetupContext,
  connector: Connector,
  secretText: string,
): Promise<Result<void, StepProblem>> {
  const { appId } = connector;
  const place = context.findApi(connector);
  if (!appId) return fail(plainProblem('interrupted'));
  if (!place) return fail(plainProblem('apiMissing'));
  const { authorityHost, patience } = context;
  const client = { authorityHost, tenantId: connector.tenantId, clientId: appId, clientSecret: secretText, patience };
  const { timedOut, result } = await untilReplicated(patience, () =>
    takeTokens(client, place.resource, apiFacts(connector.api).appRole),
  );
  if (!result.ok) return timedOut ? fail({ ...result.error, cause: 'replication' }) : result;
  const probed = await probe(context, place.alertsUrl, result.value.accessToken);
  return probed.ok ? succeed(undefined) : fail(fromProbe(probed.error));
}

function probe({ fetch: ask, patience }: SetupContext, url: string, token: string): ReturnType<typeof probeAlerts> {
  return probeAlerts(servedFetch(ask, patience), url, token);
}

async function takeTokens(
  client: EntraClient,
  resource: string,
  appRole: string,
): Promise<Attempt<AppToken, StepProblem>> {
  let last: AppToken | null = null;
  for (let count = 0; count < TOKENS_IN_A_ROW; count += 1) {
    const taken = await requestAppToken(client, resource);
    if (!taken.ok) return judgeRefusal(taken.error);
    if (!taken.value.roles.includes(appRole)) return { again: true, failure: plainProblem('replication') };
    last = taken.value;
  }
  return last ? { again: false, result: succeed(last) } : { again: false, result: fail(plainProblem('interrupted')) };
}

function judgeRefusal(problem: EntraProblem): Attempt<AppToken, StepProblem> {
  const failure = fromEntra(problem);
  if (problem.aadsts !== null && NOT_HEARD_OF.includes(problem.aadsts)) return { again: true, failure };
  return { again: false, result: fail(failure) };
}
