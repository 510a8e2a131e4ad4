import { randomUUID } from 'node:crypto';
import { completeAuthorization } from '@/lib/operation/complete-authorization';
import { authorizationStore } from '@/lib/operation/authorization-store';
import { authorizationProblemSchema, type Operation } from '@/lib/operation/operation';
import { operationStore } from '@/lib/operation/operation-store';
import {
  type AuthorizationDependencies,
  type StartedAuthorization,
  openConnectorSignIn,
  startAuthorization,
} from '@/lib/operation/start-authorization';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import { portalClient } from '@/lib/session/portal-client';
import { portalSealer } from '@/lib/seal/portal-keys';
import { delegatedScopes } from '@/lib/operations/exchange-tokens';
import { portalCallback } from '@/tenant/testing/test-clients';
import { passEntra } from './browser';
import { discovery, enable } from './connector-flows';
import type { Call, Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

const UPN = 'global-admin@contoso.example';
const SCOPES = ['Application.ReadWrite.All'];

function dependenciesOf(faultContext: FaultContext): AuthorizationDependencies {
  const portal = portalClient(faultContext.context().clock);
  return {
    authorizations: authorizationStore,
    sealer: portalSealer(),
    portal,
    redirectUri: portalCallback,
    now: Date.now,
  };
}

async function createOperation(faultContext: FaultContext, kind: OperationKind): Promise<Operation> {
  const { tenantId, personId, id: sessionId } = faultContext.context().operator.session;
  const key = { id: randomUUID(), tenantId, personId };
  const begun = {
    displayMode: 'popup',
    input: null,
    scopes: SCOPES,
    expiresAt: new Date(Date.now() + 600_000),
  } as const;
  await operationStore.create({ ...key, ...begun, sessionId, personUpn: UPN, kind, connectorId: null });
  return reload(key);
}

async function reload(key: Pick<Operation, 'id' | 'tenantId' | 'personId'>): Promise<Operation> {
  const operation = await operationStore.find(key);
  if (!operation) throw new Error('the operation is gone');
  return operation;
}

function refused({ kind, correlationId }: Pick<EntraProblem, 'correlationId'> & { readonly kind: string }): Outcome {
  return { ok: false, cause: kind, requestId: correlationId };
}

/** From the pop-up's first address to the page that it closes on. */
async function passConsent(faultContext: FaultContext, operation: Operation): Promise<Outcome> {
  const opened = await startAuthorization(dependenciesOf(faultContext), operation, {
    displayMode: 'popup',
    authenticatedAt: new Date(),
  });
  if (opened.ok) return comeBack(faultContext, operation, opened.value);
  return opened.error.kind === 'entra'
    ? refused(opened.error.problem)
    : { ok: false, cause: 'closed', requestId: null };
}

async function comeBack(
  faultContext: FaultContext,
  operation: Operation,
  { url, cookie }: StartedAuthorization,
): Promise<Outcome> {
  const dependencies = dependenciesOf(faultContext);
  const { session } = faultContext.context().operator;
  const answer = await passEntra(faultContext, url, UPN);
  const [state, code, error] = ['state', 'code', 'error'].map((name) => answer.get(name));
  const query = { state: state ?? null, code: code ?? null, error: error ?? null, errorDescription: null };
  const takeCookie = () => Promise.resolve(cookie);
  const completed = await completeAuthorization(
    {
      ...dependencies,
      session,
      takeCookie,
      giveStartBack: () => Promise.resolve(),
      noteSignIn: () => Promise.resolve(),
    },
    query,
  );
  if (!completed.ok) return { ok: false, cause: completed.error.reason, requestId: null };
  const outcome = completed.value;
  if (outcome.kind === 'problem') return refused(outcome.problem);
  if (outcome.kind === 'consented') return { ok: true, named: [] };
  const { tenantId, appId, ...connector } = await faultContext.connector();
  const { authorityHost, clock } = faultContext.context();
  const application = { authorityHost, tenantId, clientId: appId ?? '', clock };
  const scopes = delegatedScopes({ ...connector, tenantId, appId }, 'https://api.securitycenter.microsoft.com');
  const next = await openConnectorSignIn(dependencies, outcome.operation, {
    application,
    scopes,
    elevatedToken: outcome.elevatedToken,
  });
  if (next.ok) return comeBack(faultContext, outcome.operation, next.value);
  if (next.error.kind === 'closed') return { ok: false, cause: 'closed', requestId: null };
  await authorizationStore.saveProblem(operation, { ...next.error.problem, at: new Date().toISOString() });
  return refused(next.error.problem);
}

/** The same operation goes on waiting: after a fault its pop-up is opened again. */
function authorization(name: string, kind: OperationKind, calls: readonly Call[]): Flow {
  return {
    name,
    causes: authorizationProblemSchema.shape.kind.options,
    prepare: async (faultContext) => {
      await enable(faultContext);
    },
    begin: async (faultContext) => {
      const operation = await createOperation(faultContext, kind);
      return async () => {
        const first = await passConsent(faultContext, operation);
        faultContext.network.disarm();
        if (first.ok) return first;
        const second = await passConsent(faultContext, await reload(operation));
        return second.ok ? first : { ok: false, cause: `the operation is lost: ${second.cause}`, requestId: null };
      };
    },
    calls,
  };
}

export const consentFlows: readonly Flow[] = [
  authorization('Consent', 'new-secret', [
    { ...discovery, name: 'discovery for the address' },
    { ...discovery, name: 'discovery for the code', skip: 1 },
    { name: 'redeem the code', method: 'POST', path: '/oauth2/v2.0/token$' },
    { name: 'read the keys', method: 'GET', path: '/discovery/v2.0/keys$' },
  ]),
  authorization('Sign-in to the connector application', 'tokens', [{ ...discovery, skip: 2 }]),
];
