import { randomUUID } from 'node:crypto';
import type { Operation } from '../operation';
import type { NewOperation } from '../operation-store';

/** An operation as the click brings it, of a tenant and a person that no other test has. */
export function sampleOperation(given: Partial<NewOperation> = {}): NewOperation {
  return {
    id: randomUUID(),
    tenantId: randomUUID(),
    personId: randomUUID(),
    personUpn: 'pat@contoso.example',
    sessionId: randomUUID(),
    kind: 'enable',
    connectorId: null,
    displayMode: 'popup',
    input: null,
    scopes: ['Application.ReadWrite.All'],
    expiresAt: new Date(Date.now() + 600_000),
    ...given,
  };
}

/** The same as the store gives it. */
export function storedOperation(given: Partial<Operation> = {}): Operation {
  return {
    ...sampleOperation(),
    state: 'waiting',
    undoing: false,
    restoring: false,
    authorizationStep: 'portal',
    problem: null,
    outcome: null,
    createdAt: new Date(),
    consentedAt: null,
    endedAt: null,
    revealedAt: null,
    version: 0,
    ...given,
  };
}
