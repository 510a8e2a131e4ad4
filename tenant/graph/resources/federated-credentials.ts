import { randomUUID } from 'node:crypto';
import { fail } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import type { Application, FederatedCredential } from '../../store/application';
import { mayReadApplications, mayWriteApplications } from '../protocol/access-rule';
import { findApplication, findManagedApplication, withApplication } from '../protocol/find-directory-object';
import { answerCollection, answerEntity, created, noContent, type ResourceRules } from '../protocol/graph-answers';
import { readBody } from '../protocol/graph-body';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { badRequest, refusals } from '../protocol/graph-refusal';

const collection = '/applications/{}/federatedIdentityCredentials';

export const federatedCredentialRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: collection, access: mayReadApplications, handle: listCredentials },
  { method: 'POST', template: collection, access: mayWriteApplications, handle: addCredential },
  { method: 'GET', template: `${collection}/{}`, access: mayReadApplications, handle: getCredential },
  { method: 'DELETE', template: `${collection}/{}`, access: mayWriteApplications, handle: removeCredential },
];

const rules: ResourceRules = {
  type: 'federatedIdentityCredential',
  context: 'federatedIdentityCredentials',
  query: {
    options: ['$select', '$top', '$count', '$skiptoken'],
    properties: ['id', 'name', 'issuer', 'subject', 'description', 'audiences'],
    filterable: {},
    maxTop: 999,
  },
};

/** What one application may have of them. */
const MOST = 20;

const creationSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][\w-]{2,119}$/),
  issuer: z.string().min(1).max(600),
  subject: z.string().min(1).max(600),
  description: z.string().max(600).nullish(),
  audiences: z.array(z.string()),
});

function listCredentials(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findApplication(tenant, call);
  if (!application.ok) return application;
  return answerCollection(tenant, call, { rules, rows: application.value.federatedCredentials.map(describe) });
}

function getCredential(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findApplication(tenant, call);
  if (!application.ok) return application;
  const found = application.value.federatedCredentials.find(({ id }) => id === idOf(call));
  return found ? answerEntity(call, rules, describe(found)) : fail(refusals.notFound(idOf(call)));
}

/** A subject that nobody has is taken as well, and fails at the token endpoint. */
function addCredential(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const body = readBody(call, { schema: creationSchema, type: 'federatedIdentityCredential', readOnly: ['id'] });
  if (!body.ok) return body;
  const { name, issuer, subject, description, audiences } = body.value;
  if (audiences.length !== 1) return fail(badRequest('Federated identity credentials must have exactly one audience.'));
  const { federatedCredentials } = application.value;
  const isSame = (other: FederatedCredential) => other.issuer === issuer && other.subject === subject;
  if (federatedCredentials.some(isSame)) return fail(badRequest('Issuer and subject combination already exists'));
  // The words for the one too many are not published.
  if (federatedCredentials.length >= MOST) return fail(refusals.quotaExceeded());
  const credential = { id: randomUUID(), name, issuer, subject, description: description ?? null, audiences };
  setCredentials(tenant, application.value, [...federatedCredentials, credential]);
  return created(rules, describe(credential));
}

function removeCredential(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const { federatedCredentials } = application.value;
  const rest = federatedCredentials.filter(({ id }) => id !== idOf(call));
  if (rest.length === federatedCredentials.length) return fail(refusals.notFound(idOf(call)));
  setCredentials(tenant, application.value, rest);
  return noContent();
}

function idOf({ keys }: GraphCall): string {
  return keys[1]?.toLowerCase() ?? '';
}

function setCredentials(tenant: Tenant, { id }: Application, credentials: readonly FederatedCredential[]): void {
  tenant.change((state) =>
    withApplication(state, id, (current) => ({ ...current, federatedCredentials: [...credentials] })),
  );
}

function describe({ id, name, issuer, subject, description, audiences }: FederatedCredential): JsonObject {
  return { id, name, issuer, subject, description, audiences };
}
