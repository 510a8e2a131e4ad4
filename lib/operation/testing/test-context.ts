import { randomUUID } from 'node:crypto';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { z } from 'zod';
import { approvalStore } from '@/lib/approval/approval-store';
import { type AuditEvent, auditTrail } from '@/lib/audit/audit';
import { findApi } from '@/lib/cloud/alert-api';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { authorizationStore } from '@/lib/operation/authorization-store';
import { leaseStore } from '@/lib/operation/lease-store';
import type { Operation } from '@/lib/operation/operation';
import type { OperationKey } from '@/lib/operation/operation-row';
import { operationStore } from '@/lib/operation/operation-store';
import { runOperation } from '@/lib/operation/run-operation';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { OneTimeResult } from '@/lib/operations/outcome';
import type { FakeNetwork } from '@/lib/http/testing/fake-network';
import type { RetryStatus } from '@/lib/http/retry';
import { createOwnership } from '@/lib/ownership/ownership';
import { deriveKeyRing } from '@/lib/seal/derive-key';
import { authorizeOperator, type Operator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { type Connector, stepNames } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { journalOf as journal } from '@/lib/connector/journal-store';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { givenConsent } from './given-consent';

export type TestContextOptions = {
  readonly network: FakeNetwork;
  /** Origin of every service. */
  readonly origin: string;
  /** Elevated access token of whoever works. */
  readonly token: string;
  /** Milliseconds since the epoch; it passes only while the work waits. */
  readonly startsAt: number;
  readonly onSleep?: (milliseconds: number) => void;
};

export type TestContext = {
  readonly context: DirectoryContext;
  readonly audited: readonly AuditEvent[];
  readonly waits: readonly RetryStatus[];
};

const claimsSchema = z.object({ oid: z.string(), tid: z.string() });

/** Work on connectors with the real store, against services that a test provides, in no time. */
export function createTestContext({ network, origin, token, startsAt, onSleep }: TestContextOptions): TestContext {
  let time = startsAt;
  const [audited, waits]: [AuditEvent[], RetryStatus[]] = [[], []];
  const { oid: personId, tid: tenantId } = claimsSchema.parse(decodeJwt(token));
  const clock: DirectoryContext['clock'] = {
    now: () => time,
    sleep: (milliseconds) => {
      time += milliseconds;
      onSleep?.(milliseconds);
      return Promise.resolve();
    },
    onRetry: (wait) => {
      waits.push(wait);
    },
  };
  const operator = operatorOf({ tenantId, personId });
  const requestId = 'our-request-id';
  const log = { record: (event: AuditEvent) => Promise.resolve(void audited.push(event)) };
  const context: DirectoryContext = {
    operator,
    graph: { graphUrl: origin, token, fetch: network.fetch, clock },
    connectors: connectorStore,
    approvals: approvalStore,
    journal: journal(randomUUID()),
    audit: auditTrail(log, operator.session, requestId),
    ownership: createOwnership(deriveKeyRing(['a session secret for tests, long enough'], 'ownership')),
    clock,
    fetch: network.fetch,
    authorityHost: origin,
    redirectUris: ['http://localhost:3000/consent/callback'],
    findApi: ({ api, region }) => findApi(cloudWith({ defenderApiUrl: origin, graphUrl: origin }), api, region),
    readDetections: () => Promise.resolve(Response.json({}, { status: 404 })),
    knownResource: () => null,
    requestId,
  };
  return { context, audited, waits };
}

function sessionOf(person: Pick<Session, 'tenantId' | 'personId'>): Session {
  return {
    ...{ id: 's', personName: 'Pat', personUpn: 'pat@contoso.example', tenantName: null, tenantDomain: null },
    ...{ roles: [directoryRoles.globalAdministrator], rolesReadAt: new Date(0), scopes: [], findings: null },
    ...{ createdAt: new Date(0), lastUsedAt: new Date(0), checkedAt: new Date(0), authenticatedAt: null },
    expiresAt: new Date(0),
    ...person,
  };
}

function operatorOf(person: Pick<Session, 'tenantId' | 'personId'>): Operator {
  const operator = authorizeOperator(sessionOf(person));
  if (!operator) throw new Error('a Global Administrator was refused');
  return operator;
}

export function storedConnector({ operator }: DirectoryContext): Promise<Connector> {
  return connectorStore.create(newConnector(operator.session.tenantId));
}

/** A token that no service would take; tells who works. */
export function unsignedToken(claims: { readonly tid: string; readonly oid: string }): string {
  return new UnsecuredJWT(claims).encode();
}

type Work = { readonly operation: Operation; readonly elevatedToken: ElevatedToken };

export type ConsentedWork = Work & { readonly connector: Connector };

/** An operation on a new connector that its person has consented to. */
export async function consentedWork(context: DirectoryContext, kind: OperationKind): Promise<ConsentedWork> {
  const { operator, graph } = context;
  const { tenantId, personId, personUpn } = operator.session;
  const connector = await storedConnector(context);
  const key = { id: randomUUID(), tenantId, personId };
  const begun = { displayMode: 'popup', input: null, scopes: [], expiresAt: new Date(Date.now() + 600_000) } as const;
  await operationStore.create({
    ...key,
    ...begun,
    sessionId: operator.session.id,
    personUpn,
    kind,
    connectorId: connector.id,
  });
  await authorizationStore.saveConsent(key, 'sealed', new Date(Date.now() + 3_600_000));
  const elevatedToken = { accessToken: graph.token, expiresAt: Date.now() + 3_600_000, connector: null };
  return { operation: await readOperation(key), connector, elevatedToken };
}

export async function readOperation(key: OperationKey): Promise<Operation> {
  const operation = await operationStore.find(key);
  if (!operation) throw new Error('the operation was not written');
  return operation;
}

/** Runs what was consented to as the engine does. @returns what is told once, and the operation as it is then */
export async function runConsented(
  context: DirectoryContext,
  { operation, elevatedToken }: Work,
): Promise<{ readonly result: OneTimeResult | null; readonly ended: Operation }> {
  const acquired = await leaseStore.acquire(operation, new Date());
  if (acquired !== 'acquired') throw new Error(`the connector is ${acquired}`);
  const dependencies = { operations: operationStore, leases: leaseStore, redirectUri: context.redirectUris[0] ?? '' };
  const within = { ...context, journal: journal(operation.id) };
  const result = await runOperation(within, dependencies, await givenConsent(operation, elevatedToken));
  return { result, ended: await readOperation(operation) };
}

/** The connector as it is stored now. */
export async function reload({ tenantId, id }: Connector): Promise<Connector> {
  const found = await connectorStore.find({ tenantId, id });
  if (!found) throw new Error('the connector is gone');
  return found;
}

/** The journal in the order of the work. */
export function journalOf({ steps }: Connector): readonly string[] {
  return stepNames.flatMap((name) => {
    const step = steps.find((candidate) => candidate.name === name);
    return step ? `${name} ${step.state}` : [];
  });
}
