import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { RoleName } from '../../seed/directory-roles';
import { microsoftGraphUris } from '../../seed/first-party-apps';
import { microsoftGraphAppId } from '../../seed/microsoft-graph-permissions';
import type { Person } from '../../store/tenant-state';
import { readAccessToken, type TokenFault } from '../../tokens/read-access-token';
import { refusals, type GraphRefusal } from './graph-refusal';

/** Who calls: what the token says they may ask for, and the roles the directory says they hold right now. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly person: Person;
      /** The application they use. */
      readonly appId: string;
      readonly permissions: ReadonlySet<string>;
      readonly roles: ReadonlySet<RoleName>;
    }
  | { readonly kind: 'application'; readonly objectId: string; readonly permissions: ReadonlySet<string> };

export async function identifyCaller(
  tenant: Tenant,
  authorization: string | undefined,
): Promise<Result<Caller, GraphRefusal>> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return fail(refusals.emptyToken());
  const expectation = { audiences: [...microsoftGraphUris, microsoftGraphAppId], now: tenant.clock.now() };
  const read = await readAccessToken(tenant.keys, token, expectation);
  if (!read.ok) return fail(refuseToken(read.error));
  if (read.value.idtyp === 'app') {
    return succeed({ kind: 'application', objectId: read.value.oid, permissions: new Set(read.value.roles) });
  }
  const view = tenant.view();
  const person = findById(view.people, read.value.oid);
  if (person === undefined) return fail(refusals.malformedToken());
  const permissions = new Set(read.value.scp.split(' '));
  return succeed({ kind: 'person', person, appId: read.value.appid, permissions, roles: view.rolesOf(person.id) });
}

export function callerObjectId(caller: Caller): string {
  return caller.kind === 'person' ? caller.person.id : caller.objectId;
}

function refuseToken(fault: TokenFault): GraphRefusal {
  switch (fault) {
    case 'expired':
      return refusals.expiredToken();
    case 'wrongAudience':
      return refusals.wrongAudience();
    case 'wrongSignature':
      return refusals.wrongSignature();
    case 'malformed':
      return refusals.malformedToken();
  }
}
