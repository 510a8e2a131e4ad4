import { randomUUID } from 'node:crypto';
import { completeConsent } from '@/lib/consent/complete-consent';
import { type ConsentFlow, consentProblemSchema, type ConsentPurpose } from '@/lib/consent/consent';
import { consentStore } from '@/lib/consent/consent-store';
import {
  type ConsentDependencies,
  type OpenedPassage,
  openConnectorSignIn,
  openConsent,
} from '@/lib/consent/open-consent';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import { portalClient } from '@/lib/session/portal-client';
import { portalSealer } from '@/lib/session/portal-sealer';
import { delegatedScopes } from '@/lib/token/exchange-tokens';
import { portalCallback } from '@/tenant/testing/test-clients';
import { passEntra } from './browser';
import { discovery, enable } from './connector-flows';
import type { Call, Flow, Outcome } from './flow';
import type { Stage } from './stage';

const UPN = 'global-admin@contoso.example';
const SCOPES = ['Application.ReadWrite.All'];

function dependenciesOf(stage: Stage): ConsentDependencies {
  const portal = portalClient(stage.context().clock);
  return { flows: consentStore, sealer: portalSealer(), portal, redirectUri: portalCallback, now: Date.now };
}

async function createFlow(stage: Stage, purpose: ConsentPurpose): Promise<ConsentFlow> {
  const { tenantId, personId } = stage.context().operator.session;
  const key = { id: randomUUID(), tenantId, personId };
  const asked = { surface: 'popup', input: null, scopes: SCOPES, expiresAt: new Date(Date.now() + 600_000) } as const;
  await consentStore.create({ ...key, ...asked, personUpn: UPN, purpose, connectorId: null });
  return reload(key);
}

async function reload(key: Pick<ConsentFlow, 'id' | 'tenantId' | 'personId'>): Promise<ConsentFlow> {
  const flow = await consentStore.find(key);
  if (!flow) throw new Error('the flow is gone');
  return flow;
}

function refused({ kind, correlationId }: Pick<EntraProblem, 'correlationId'> & { readonly kind: string }): Outcome {
  return { ok: false, cause: kind, requestId: correlationId };
}

/** From the pop-up's first address to the page that it closes on. */
async function passConsent(stage: Stage, flow: ConsentFlow): Promise<Outcome> {
  const opened = await openConsent(dependenciesOf(stage), flow, 'popup');
  if (opened.ok) return comeBack(stage, flow, opened.value);
  return opened.error.kind === 'entra'
    ? refused(opened.error.problem)
    : { ok: false, cause: 'closed', requestId: null };
}

async function comeBack(stage: Stage, flow: ConsentFlow, { url, cookie }: OpenedPassage): Promise<Outcome> {
  const dependencies = dependenciesOf(stage);
  const { session } = stage.context().operator;
  const answer = await passEntra(stage, url, UPN);
  const [state, code, error] = ['state', 'code', 'error'].map((name) => answer.get(name));
  const query = { state: state ?? null, code: code ?? null, error: error ?? null, errorDescription: null };
  const takeCookie = () => Promise.resolve(cookie);
  const completed = await completeConsent(
    { ...dependencies, session, takeCookie, giveStartBack: () => Promise.resolve() },
    query,
  );
  if (!completed.ok) return { ok: false, cause: completed.error.reason, requestId: null };
  const outcome = completed.value;
  if (outcome.kind === 'problem') return refused(outcome.problem);
  if (outcome.kind === 'consented') return { ok: true, named: [] };
  const { tenantId, appId, ...connector } = await stage.connector();
  const { authorityHost, clock } = stage.context();
  const application = { authorityHost, tenantId, clientId: appId ?? '', clock };
  const scopes = delegatedScopes({ ...connector, tenantId, appId }, 'https://api.securitycenter.microsoft.com');
  const next = await openConnectorSignIn(dependencies, outcome.flow, { application, scopes, grant: outcome.grant });
  if (next.ok) return comeBack(stage, outcome.flow, next.value);
  if (next.error.kind === 'closed') return { ok: false, cause: 'closed', requestId: null };
  await consentStore.saveProblem(flow, { ...next.error.problem, at: new Date().toISOString() });
  return refused(next.error.problem);
}

/** The same flow goes on waiting: after a fault its pop-up is opened again. */
function passage(name: string, purpose: ConsentPurpose, calls: readonly Call[]): Flow {
  return {
    name,
    causes: consentProblemSchema.shape.kind.options,
    prepare: async (stage) => {
      await enable(stage);
    },
    begin: async (stage) => {
      const flow = await createFlow(stage, purpose);
      return async () => {
        const first = await passConsent(stage, flow);
        stage.network.disarm();
        if (first.ok) return first;
        const second = await passConsent(stage, await reload(flow));
        return second.ok ? first : { ok: false, cause: `the flow is lost: ${second.cause}`, requestId: null };
      };
    },
    calls,
  };
}

export const consentFlows: readonly Flow[] = [
  passage('Consent', 'secret', [
    { ...discovery, name: 'discovery for the address' },
    { ...discovery, name: 'discovery for the code', skip: 1 },
    { name: 'redeem the code', method: 'POST', path: '/oauth2/v2.0/token$' },
    { name: 'read the keys', method: 'GET', path: '/discovery/v2.0/keys$' },
  ]),
  passage('Sign-in to the connector application', 'tokens', [{ ...discovery, skip: 2 }]),
];
