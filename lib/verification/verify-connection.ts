import 'server-only';
import type { AuditAction, EndAttempt } from '@/lib/audit/audit';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import type { ConnectorPatch } from '@/lib/connector/connector-store';
import { retryUntilConsistent } from '@/lib/directory/replication';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { fromEntra, plainProblem, tokenProblem, toProblem } from '@/lib/directory/step-problem';
import { requestAlerts } from '@/lib/defender/alerts-request';
import { type AppToken, requestAppToken } from '@/lib/entra/app-token';
import type { EntraClient } from '@/lib/entra/entra-client';
import type { RetryContext } from '@/lib/http/retry';
import { fail, type Result, succeed } from '@/lib/result';
import type { AlertApi } from '@/lib/siem/connector-details';
import { siemApiOf } from '@/lib/siem/through-detections';
import { withShortLivedCredential } from '@/lib/directory/short-lived-credential';
import { viewAlerts } from './alert-view';
import { measureTime } from './measure-time';
import { requestDetections } from './detections-request';
import { makeSiemCall, type OpenedApi } from './siem-call';
import type { VerificationContext } from './verification-context';
import type { Verification, VerificationProblem } from './verification';

/** Documented options only; both APIs begin with the newest alerts of their own accord. */
const queries: Readonly<Record<AlertApi, string>> = {
  'defender-alerts': '?$top=10&$expand=evidence',
  'graph-alerts': '?$top=10',
};

const LONGEST_ROLE = 100;
const MOST_ROLES = 50;

type Found = Pick<Verification, 'roles' | 'tokenMs' | 'alertsMs' | 'siemCall' | 'result'>;
type TakeToken = (client: EntraClient, resource: string) => Promise<Result<TimedToken, StepProblem>>;
type TimedToken = AppToken & { readonly milliseconds: number };

/**
 * Signs in as the SIEM does, with the secret that the page has at hand, and reads the newest alerts.
 *
 * @param clientSecret is used for one token request and forgotten
 */
export async function verifyWithSecret(
  context: VerificationContext,
  connector: Connector,
  clientSecret: string,
): Promise<Verification> {
  const end = await context.audit.begin({ action, target: connector.id });
  const found = await verify(context, connector, { clientSecret, takeToken: takeOnce(context) });
  return conclude({ ...context, end }, connector, { ...found, credential: 'page', leftKeyId: null });
}

/** The same with a credential that exists for this verification only, when nobody has the SIEM's own at hand. */
export async function verifyWithShortLived(context: DirectoryContext, connector: Connector): Promise<Verification> {
  const end = await context.audit.begin({ action, target: connector.id });
  const { outcome, leftKeyId } = await withShortLivedCredential(context, connector, async (clientSecret) =>
    succeed(await verify(context, connector, { clientSecret, takeToken: takeReplicated(context) })),
  );
  const found = outcome.ok ? outcome.value : notBegun('credential', outcome.error);
  return conclude({ ...context, end }, connector, { ...found, credential: 'short-lived', leftKeyId });
}

async function verify(
  context: VerificationContext,
  connector: Connector,
  { clientSecret, takeToken }: { readonly clientSecret: string; readonly takeToken: TakeToken },
): Promise<Found> {
  const { appId, tenantId } = connector;
  if (!appId) return notBegun('token', plainProblem('interrupted'));
  const place = context.findApi(connector);
  if (!place) return notBegun('alerts', plainProblem('apiMissing'));
  const { authorityHost, clock } = context;
  const client = { authorityHost, tenantId, clientId: appId, clientSecret };
  const taken = await takeToken(client, place.resource);
  if (!taken.ok) return notBegun('token', taken.error);
  const { accessToken, milliseconds: tokenMs } = taken.value;
  const roles = taken.value.roles.slice(0, MOST_ROLES).map((role) => role.slice(0, LONGEST_ROLE));
  const opened = { accessToken, alertsUrl: place.alertsUrl };
  const { value: answer, milliseconds: alertsMs } = await measureTime(clock, readNewest(context, connector, opened));
  const timed = { roles, tokenMs, alertsMs };
  if (!answer.ok) return { ...timed, siemCall: null, result: failed('alerts', answer.error) };
  const { siemCall, refused } = await makeSiemCall(context, connector, opened);
  if (refused) return { ...timed, siemCall, result: failed('siemCall', refused) };
  return { ...timed, siemCall, result: { kind: 'proven', alerts: viewAlerts(siemApiOf(connector), answer.value) } };
}

type Reading<Value> = (counted: RetryContext) => Promise<Result<Value, StepProblem>>;

/** What the page shows. */
function readNewest(
  { fetch, readDetections }: VerificationContext,
  connector: Connector,
  { accessToken, alertsUrl }: OpenedApi,
): Reading<readonly unknown[]> {
  if (connector.detections) return () => requestDetections(readDetections, accessToken);
  const url = `${alertsUrl}${queries[connector.api]}`;
  return async (counted) => toProblem(await requestAlerts({ fetch, accessToken, clock: counted }, { url }));
}

function failed(at: VerificationProblem['at'], problem: StepProblem): Verification['result'] {
  return { kind: 'failed', failure: { at, problem } };
}

function notBegun(at: VerificationProblem['at'], problem: StepProblem): Found {
  return { roles: null, tokenMs: null, alertsMs: null, siemCall: null, result: failed(at, problem) };
}

async function requestTimed({ clock }: VerificationContext, client: EntraClient, resource: string) {
  const { value: taken, milliseconds } = await measureTime(clock, (counted) =>
    requestAppToken({ ...client, clock: counted }, resource),
  );
  return { taken, milliseconds };
}

function takeOnce(context: VerificationContext): TakeToken {
  return async (client, resource) => {
    const { taken, milliseconds } = await requestTimed(context, client, resource);
    return taken.ok ? succeed({ ...taken.value, milliseconds }) : fail(fromEntra(taken.error));
  };
}

/** A credential that is a second old is not known everywhere yet. */
function takeReplicated(context: VerificationContext): TakeToken {
  return (client, resource) =>
    retryUntilConsistent(context.clock, async () => {
      const { taken, milliseconds } = await requestTimed(context, client, resource);
      return taken.ok ? succeed({ ...taken.value, milliseconds }) : tokenProblem(taken.error);
    });
}

function outcomeOf({ result, roles }: Pick<Found, 'result' | 'roles'>, verifiedAt: Date): ConnectorPatch {
  if (result.kind === 'proven') return { provenAt: verifiedAt };
  const { at, problem } = result.failure;
  return { failure: { failedAt: verifiedAt.toISOString(), at, problem, roles: roles && [...roles] } };
}

const action: AuditAction = 'connection-verify';

/** Keeps when it was proven, or why it failed, and writes down how it ended. */
async function conclude(
  context: VerificationContext & { readonly end: EndAttempt },
  connector: Connector,
  found: Omit<Verification, 'verifiedAt' | 'api'>,
): Promise<Verification> {
  const { result, credential, leftKeyId } = found;
  const verifiedAt = new Date(context.clock.now());
  await context.connectors.update(connector, outcomeOf(found, verifiedAt));
  const problem = result.kind === 'failed' ? result.failure.problem : null;
  const detail = { cause: problem?.cause ?? null, aadsts: problem?.aadsts ?? null, credential, leftKeyId };
  await context.end(problem ? 'failed' : 'done', detail);
  return { ...found, api: siemApiOf(connector), verifiedAt: verifiedAt.toISOString() };
}
