import { consentStore, type ConsentStore } from '@/lib/consent/consent-store';
import { currentSecret } from '@/lib/connector/access-details';
import type { AuthorizedWork } from '@/lib/connector/authorize-work';
import { type PassageResult, runPassage } from '@/lib/connector/run-passage';
import type { Grant } from '@/lib/consent/consent';
import { createAuthorizationRequest } from '@/lib/entra/authorization-request';
import type { Verification } from '@/lib/verification/verification';
import { delegatedScopes } from '@/lib/token/exchange-tokens';
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
import type { Stage } from './stage';

const redirectUri = 'http://localhost:3000/consent/callback';

/** The flow's own row has tests of its own: here it is always this person's turn. */
const flows: ConsentStore = {
  ...consentStore,
  move: () => Promise.resolve(true),
  renewLease: () => Promise.resolve(),
};

type Wish = Pick<AuthorizedWork['flow'], 'purpose' | 'input'> & { readonly grant: Grant };

async function run(stage: Stage, { purpose, input, grant }: Wish): Promise<PassageResult> {
  const context = stage.context();
  const { tenantId, personId, personUpn } = context.operator.session;
  const connector = await stage.connector();
  const dates = { createdAt: new Date(), consentedAt: new Date(), expiresAt: new Date() };
  const asked = {
    state: 'running',
    leg: 'portal',
    surface: 'popup',
    scopes: [],
    problem: null,
    leftovers: [],
    wait: null,
    version: 1,
  } as const;
  const ids = { id: 'flow', tenantId, personId, personUpn, connectorId: connector.id };
  const flow = { ...ids, ...asked, ...dates, purpose, input };
  return runPassage(context, { flows, redirectUri }, { operator: context.operator, flow, connector, grant });
}

function outcomeOf(result: PassageResult): Outcome {
  if (result.kind === 'failed') return shown(result.problem);
  if (result.kind === 'verification') return verified(result.verification);
  if (result.kind === 'tokens' && result.tokens.trial.refused) return shown(result.tokens.trial.refused);
  const left = result.kind === 'tokens' ? result.tokens.leftKeyId : null;
  return { ok: true, named: left ? [left] : [] };
}

export function verified({ result, leftKeyId }: Verification): Outcome {
  if (result.kind === 'failed') return shown(result.failure.problem);
  return { ok: true, named: leftKeyId ? [leftKeyId] : [] };
}

const elevated = ({ token }: Stage): Grant => ({ accessToken: token, expiresAt: 0, connector: null });

async function removeSecret(stage: Stage): Promise<Outcome> {
  const connector = await stage.connector();
  const input = { secretId: currentSecret(connector)?.id };
  return outcomeOf(await run(stage, { purpose: 'secret-remove', input, grant: elevated(stage) }));
}

/** The sign-in to the connector application: every exchange takes one of its own. */
async function signIn(stage: Stage): Promise<Grant> {
  const connector = await stage.connector();
  const application = { authorityHost: testOrigins.api, tenantId: connector.tenantId, clientId: connector.appId ?? '' };
  const scopes = delegatedScopes(connector, 'https://api.securitycenter.microsoft.com');
  const loginHint = 'global-admin@contoso.example';
  const request = await createAuthorizationRequest(application, { redirectUri, scopes, loginHint });
  if (!request.ok) throw new Error(request.error.kind);
  const code = (await passEntra(stage, request.value.url, loginHint)).get('code') ?? '';
  const { nonce, codeVerifier } = request.value;
  return { ...elevated(stage), connector: { code, nonce, codeVerifier } };
}

/** Long enough for a credential that nobody heard of to be known everywhere, should it exist. */
const LATER_MS = 6 * 60_000;

async function beginExchange(stage: Stage): Promise<() => Promise<Outcome>> {
  await stage.context().clock.sleep(LATER_MS);
  return beginAtOnce(stage);
}

async function beginVerification(stage: Stage): Promise<() => Promise<Outcome>> {
  await stage.context().clock.sleep(LATER_MS);
  return async () => outcomeOf(await run(stage, { purpose: 'verify', input: null, grant: elevated(stage) }));
}

async function beginAtOnce(stage: Stage): Promise<() => Promise<Outcome>> {
  const grant = await signIn(stage);
  return async () => outcomeOf(await run(stage, { purpose: 'tokens', input: null, grant }));
}

const exchangeCalls = [
  addPassword,
  discovery,
  { name: 'redeem the code', method: 'POST', path: '/oauth2/v2.0/token$' },
  removePassword,
  { name: 'read the keys', method: 'GET', path: '/discovery/v2.0/keys$' },
  { ...readAlerts, name: 'call as the SIEM does' },
];

export const passageFlows: readonly Flow[] = [
  {
    name: 'Verify with a credential of its own',
    causes: stepCauses,
    prepare: async (stage) => {
      await enable(stage);
    },
    begin: beginVerification,
    calls: [addPassword, discovery, token, readAlerts, callAsSiem, removePassword],
  },
  {
    name: 'Remove a secret',
    causes: stepCauses,
    prepare: async (stage) => {
      await enable(stage);
    },
    begin: (stage) => Promise.resolve(() => removeSecret(stage)),
    calls: [findApplication, removePassword],
  },
  {
    name: 'Generate tokens',
    causes: stepCauses,
    prepare: async (stage) => {
      await enable(stage);
      await signIn(stage);
    },
    begin: beginExchange,
    calls: exchangeCalls,
  },
  {
    name: 'Generate tokens after an exchange that broke off',
    causes: stepCauses,
    prepare: async (stage) => {
      await enable(stage);
      await (
        await beginAtOnce(stage)
      )();
      const work = await beginAtOnce(stage);
      await lose(stage, removePassword, work);
    },
    begin: beginExchange,
    calls: [removePassword],
  },
  {
    name: 'Generate tokens when nobody heard of the last credential',
    causes: stepCauses,
    prepare: async (stage) => {
      await enable(stage);
      const work = await beginAtOnce(stage);
      const { path } = findApplication;
      stage.network.arm(
        { method: 'POST', path: addPassword.path, reset: 'after' },
        { method: 'GET', path, status: 403 },
      );
      await work();
      stage.network.disarm();
    },
    begin: beginExchange,
    // Cleaning up may fail without anybody being told: the next exchange tries again.
    calls: [
      { ...findApplication, isKeptForLater: true },
      { ...removePassword, isKeptForLater: true, patience: 2 },
    ],
  },
];
