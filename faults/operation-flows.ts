import { currentSecret } from '@/lib/connector/access-details';
import { runOperation } from '@/lib/operation/run-operation';
import { givenConsent } from '@/lib/operation/testing/given-consent';
import { storedOperation } from '@/lib/operation/testing/sample-operation';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { OneTimeResult, Outcome as Ended } from '@/lib/operations/outcome';
import { createAuthorizationRequest } from '@/lib/entra/authorization-request';
import type { Verification } from '@/lib/verification/verification';
import { delegatedScopes } from '@/lib/operations/exchange-tokens';
import { testOrigins } from '@/tenant/testing/test-tenant';
import { passEntra } from './browser';
import {
  addPassword,
  callAsSiem,
  discovery,
  enable,
  findApplication,
  lose,
  readAlerts,
  removePassword,
  shown,
  stepCauses,
  token,
} from './connector-flows';
import type { Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

const redirectUri = 'http://localhost:3000/consent/callback';

type Work = {
  readonly kind: OperationKind;
  readonly input: unknown;
  readonly elevatedToken: ElevatedToken;
};

/** The operation's own row has tests of its own: here it is always this person's turn. */
async function run(faultContext: FaultContext, { kind, input, elevatedToken }: Work): Promise<Outcome> {
  const context = faultContext.context();
  const { tenantId, personId, personUpn } = context.operator.session;
  const { id: connectorId } = await faultContext.connector();
  const operation = storedOperation({ tenantId, personId, personUpn, connectorId, kind, input, state: 'running' });
  let outcome: Ended | null = null;
  const operations = {
    end: (_key: unknown, _from: unknown, ending: { readonly outcome: Ended }) => {
      outcome = ending.outcome;
      return Promise.resolve(true);
    },
  };
  const leases = { renew: () => Promise.resolve() };
  const result = await runOperation(
    context,
    { operations, leases, redirectUri },
    await givenConsent(operation, elevatedToken),
  );
  return outcomeOf(outcome, result);
}

function outcomeOf(outcome: Ended | null, result: OneTimeResult | null): Outcome {
  if (outcome?.kind === 'failed') return shown(outcome.problem);
  if (result?.kind === 'verification') return verified(result.verification);
  if (result?.kind === 'tokens' && result.tokens.trial.refused) return shown(result.tokens.trial.refused);
  const left = result?.kind === 'tokens' ? result.tokens.leftKeyId : null;
  return { ok: true, named: left ? [left] : [] };
}

export function verified({ result, leftKeyId }: Verification): Outcome {
  if (result.kind === 'failed') return shown(result.failure.problem);
  return { ok: true, named: leftKeyId ? [leftKeyId] : [] };
}

const elevated = ({ token }: FaultContext): ElevatedToken => ({
  ...{ accessToken: token, connector: null },
  expiresAt: Date.now() + 3_600_000,
});

async function removeSecret(faultContext: FaultContext): Promise<Outcome> {
  const connector = await faultContext.connector();
  const input = { secretId: currentSecret(connector)?.id };
  return run(faultContext, { kind: 'remove-secret', input, elevatedToken: elevated(faultContext) });
}

/** The sign-in to the connector application: every exchange takes one of its own. */
async function signIn(faultContext: FaultContext): Promise<ElevatedToken> {
  const connector = await faultContext.connector();
  const application = { authorityHost: testOrigins.api, tenantId: connector.tenantId, clientId: connector.appId ?? '' };
  const scopes = delegatedScopes(connector, 'https://api.securitycenter.microsoft.com');
  const loginHint = 'global-admin@contoso.example';
  const request = await createAuthorizationRequest(application, { redirectUri, scopes, loginHint });
  if (!request.ok) throw new Error(request.error.kind);
  const code = (await passEntra(faultContext, request.value.url, loginHint)).get('code') ?? '';
  const { nonce, codeVerifier } = request.value;
  return { ...elevated(faultContext), connector: { code, nonce, codeVerifier } };
}

/** Long enough for a credential that nobody heard of to be known everywhere, should it exist. */
const LATER_MS = 6 * 60_000;

async function beginExchange(faultContext: FaultContext): Promise<() => Promise<Outcome>> {
  await faultContext.context().clock.sleep(LATER_MS);
  return beginAtOnce(faultContext);
}

async function beginVerification(faultContext: FaultContext): Promise<() => Promise<Outcome>> {
  await faultContext.context().clock.sleep(LATER_MS);
  return () => run(faultContext, { kind: 'verify', input: null, elevatedToken: elevated(faultContext) });
}

async function beginAtOnce(faultContext: FaultContext): Promise<() => Promise<Outcome>> {
  const elevatedToken = await signIn(faultContext);
  return () => run(faultContext, { kind: 'tokens', input: null, elevatedToken });
}

const exchangeCalls = [
  addPassword,
  discovery,
  { name: 'redeem the code', method: 'POST', path: '/oauth2/v2.0/token$' },
  removePassword,
  { name: 'read the keys', method: 'GET', path: '/discovery/v2.0/keys$' },
  { ...readAlerts, name: 'call as the SIEM does' },
];

export const operationFlows: readonly Flow[] = [
  {
    name: 'Verify with a credential of its own',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await enable(faultContext);
    },
    begin: beginVerification,
    calls: [addPassword, discovery, token, readAlerts, callAsSiem, removePassword],
  },
  {
    name: 'Remove a secret',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await enable(faultContext);
    },
    begin: (faultContext) => Promise.resolve(() => removeSecret(faultContext)),
    calls: [findApplication, removePassword],
  },
  {
    name: 'Generate tokens',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await enable(faultContext);
      await signIn(faultContext);
    },
    begin: beginExchange,
    calls: exchangeCalls,
  },
  {
    name: 'Generate tokens after an exchange that broke off',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await enable(faultContext);
      await (
        await beginAtOnce(faultContext)
      )();
      const work = await beginAtOnce(faultContext);
      await lose(faultContext, removePassword, work);
    },
    begin: beginExchange,
    calls: [removePassword],
  },
  {
    name: 'Generate tokens when nobody heard of the last credential',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await enable(faultContext);
      const work = await beginAtOnce(faultContext);
      const { path } = findApplication;
      faultContext.network.arm(
        { method: 'POST', path: addPassword.path, reset: 'after' },
        { method: 'GET', path, status: 403 },
      );
      await work();
      faultContext.network.disarm();
    },
    begin: beginExchange,
    // Cleaning up may fail without anybody being told: the next exchange tries again.
    calls: [
      { ...findApplication, isKeptForLater: true },
      { ...removePassword, isKeptForLater: true, clock: 2 },
    ],
  },
];
