import { fail, succeed } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import { mayWriteApplications } from '../protocol/access-rule';
import { findApplication, findManagedApplication, withApplication } from '../protocol/find-directory-object';
import { noContent } from '../protocol/graph-answers';
import { readBody } from '../protocol/graph-body';
import { graphMetadata, type GraphCall, type GraphOutcome, type GraphRoute } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { describePassword } from './application-resource';
import { mintPassword } from './mint-password';

export const applicationPasswordRoutes: readonly GraphRoute[] = [
  { method: 'POST', template: '/applications/{}/addPassword', access: mayWriteApplications, handle: addPassword },
  { method: 'POST', template: '/applications/{}/removePassword', access: mayWriteApplications, handle: removePassword },
];

const additionSchema = z.strictObject({ passwordCredential: z.unknown().optional() });
const removalSchema = z.strictObject({ keyId: z.guid() });

/** The secret is in this answer and nowhere afterwards. */
function addPassword(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const body = readBody(call, { schema: additionSchema, type: 'application' });
  if (!body.ok) return body;
  const minted = mintPassword(tenant, body.value.passwordCredential);
  if (!minted.ok) return minted;
  const { password, secretText } = minted.value;
  tenant.change((state) =>
    withApplication(state, application.value.id, (current) => ({
      ...current,
      passwordCredentials: [...current.passwordCredentials, password],
    })),
  );
  return succeed({
    status: 200,
    body: {
      '@odata.context': `${graphMetadata}#microsoft.graph.passwordCredential`,
      ...describePassword(password, secretText),
    },
  });
}

function removePassword(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const body = readBody(call, { schema: removalSchema, type: 'application' });
  if (!body.ok) return body;
  const keyId = body.value.keyId.toLowerCase();
  // Judged by what has arrived here: a secret made moments ago may be unknown.
  const seen = findApplication(tenant, call);
  if (!seen.ok || !seen.value.passwordCredentials.some((password) => password.keyId === keyId)) {
    return fail(refusals.passwordNotFound(body.value.keyId));
  }
  tenant.change((state) =>
    withApplication(state, application.value.id, (current) => ({
      ...current,
      passwordCredentials: current.passwordCredentials.filter((password) => password.keyId !== keyId),
    })),
  );
  return noContent();
}
