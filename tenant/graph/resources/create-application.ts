import { randomUUID } from 'node:crypto';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { Application } from '../../store/application';
import { isInRecycleBin, isPresent } from '../../store/soft-delete';
import { applicationAdministrators, holdsRole } from '../protocol/access-rule';
import { callerObjectId, type Caller } from '../protocol/caller';
import { created } from '../protocol/graph-answers';
import type { GraphOutcome, JsonObject } from '../protocol/graph-call';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';
import { readApplicationCreation } from './application-body';
import { applicationRules, describeApplication, describePassword } from './application-resource';
import { mintPassword, type MintedPassword } from './mint-password';
import { authorizeRegistration } from './registration-policy';

/** One application, with at most one secret made in the same step. */
export function createApplication(tenant: Tenant, caller: Caller, body: JsonObject): GraphOutcome {
  const creation = readApplicationCreation(body);
  if (!creation.ok) return creation;
  const { properties, passwords } = creation.value;
  if (properties.uniqueName !== null && isNameTaken(tenant, properties.uniqueName)) {
    return fail(refusals.uniqueNameTaken());
  }
  const allowed = authorizeRegistration(tenant, caller, properties);
  if (!allowed.ok) return allowed;
  const ownerIds = authorizeOwners(tenant, caller, creation.value.ownerIds);
  if (!ownerIds.ok) return ownerIds;
  const minted = mintFirstPassword(tenant, passwords);
  if (!minted.ok) return minted;

  const now = tenant.clock.now();
  const application: Application = {
    ...properties,
    id: randomUUID(),
    appId: randomUUID(),
    createdDateTime: new Date(now).toISOString(),
    disabledByMicrosoftStatus: null,
    deletedDateTime: null,
    passwordCredentials: minted.value.map(({ password }) => password),
    keyCredentials: [...creation.value.keyCredentials],
    federatedCredentials: [],
    ownerIds: [...ownerIds.value],
  };
  tenant.change((state) => ({ ...state, applications: [...state.applications, application] }));
  return created(applicationRules, {
    ...describeApplication(application),
    passwordCredentials: minted.value.map(({ password, secretText }) => describePassword(password, secretText)),
  });
}

/** The recycle bin and what has not replicated yet keep their names too. */
export function isNameTaken(tenant: Tenant, uniqueName: string): boolean {
  const now = tenant.clock.now();
  return tenant.store
    .read()
    .applications.filter((application) => isPresent(application) || isInRecycleBin(application, now))
    .some((application) => application.uniqueName === uniqueName);
}

const passwordListSchema = z.array(z.unknown()).max(1);

function mintFirstPassword(tenant: Tenant, passwords: unknown): Result<readonly MintedPassword[], GraphRefusal> {
  if (passwords === undefined) return succeed([]);
  const list = passwordListSchema.safeParse(passwords);
  if (!list.success) return fail(refusals.invalidValue('passwordCredentials', 'Application'));
  if (list.data.length === 0) return succeed([]);
  const minted = mintPassword(tenant, list.data[0]);
  return minted.ok ? succeed([minted.value]) : minted;
}

/** Administrators make applications for the organisation; everybody else becomes the owner of theirs. */
function authorizeOwners(
  tenant: Tenant,
  caller: Caller,
  named: readonly string[],
): Result<readonly string[], GraphRefusal> {
  const view = tenant.view();
  const isKnown = (id: string) =>
    findById(view.people, id) !== undefined || findById(view.servicePrincipals, id) !== undefined;
  if (!named.every(isKnown)) return fail(refusals.invalidReference());
  const isAdministrator = caller.kind === 'person' && holdsRole(caller, applicationAdministrators);
  return succeed([...new Set(isAdministrator ? named : [...named, callerObjectId(caller)])]);
}
