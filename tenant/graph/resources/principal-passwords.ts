import { fail, succeed } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import type { StoredPassword } from '../../store/application';
import { mayWriteApplications } from '../protocol/access-rule';
import { findManagedServicePrincipal, withServicePrincipal } from '../protocol/find-directory-object';
import { noContent } from '../protocol/graph-answers';
import { readBody } from '../protocol/graph-body';
import { graphMetadata, type GraphCall, type GraphOutcome, type GraphRoute } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { describePassword } from './application-resource';
import { mintPassword } from './mint-password';

/** A service principal may have secrets of its own, with which the application signs in as well. */
export const principalPasswordRoutes: readonly GraphRoute[] = [
  { method: 'POST', template: '/servicePrincipals/{}/addPassword', access: mayWriteApplications, handle: addPassword },
  {
    method: 'POST',
    template: '/servicePrincipals/{}/removePassword',
    access: mayWriteApplications,
    handle: removePassword,
  },
];

const additionSchema = z.strictObject({ passwordCredential: z.unknown().optional() });
const removalSchema = z.strictObject({ keyId: z.guid() });

function addPassword(tenant: Tenant, call: GraphCall): GraphOutcome {
  const principal = findManagedServicePrincipal(tenant, call);
  if (!principal.ok) return principal;
  const body = readBody(call, { schema: additionSchema, type: 'servicePrincipal' });
  if (!body.ok) return body;
  const minted = mintPassword(tenant, body.value.passwordCredential);
  if (!minted.ok) return minted;
  const { password, secretText } = minted.value;
  change(tenant, principal.value.id, (passwords) => [...passwords, password]);
  const context = `${graphMetadata}#microsoft.graph.passwordCredential`;
  return succeed({ status: 200, body: { '@odata.context': context, ...describePassword(password, secretText) } });
}

function removePassword(tenant: Tenant, call: GraphCall): GraphOutcome {
  const principal = findManagedServicePrincipal(tenant, call);
  if (!principal.ok) return principal;
  const body = readBody(call, { schema: removalSchema, type: 'servicePrincipal' });
  if (!body.ok) return body;
  const keyId = body.value.keyId.toLowerCase();
  if (!principal.value.passwordCredentials.some((password) => password.keyId === keyId)) {
    return fail(refusals.passwordNotFound(body.value.keyId));
  }
  change(tenant, principal.value.id, (passwords) => passwords.filter((password) => password.keyId !== keyId));
  return noContent();
}

type Passwords = readonly StoredPassword[];

function change(tenant: Tenant, id: string, next: (passwords: Passwords) => Passwords): void {
  tenant.change((state) =>
    withServicePrincipal(state, id, (current) => ({
      ...current,
      passwordCredentials: [...next(current.passwordCredentials)],
    })),
  );
}
