import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../context/tenant-context';
import { directoryRoles, roleTemplateId } from '../seed/directory-roles';
import { guidFor } from '../store/object-key';
import type { TenantState } from '../store/tenant-state';
import { withColleague } from './add-colleague';
import { changeApplication, withOwner, withoutApplication } from './change-application';

const roleName = z.string().refine((name) => directoryRoles.some(({ displayName }) => displayName === name), {
  error: 'is not a directory role',
});

/** Changes that another administrator makes in Entra ID meanwhile. */
const changeSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.enum([
      'disable',
      'enable',
      'deactivate',
      'reactivate',
      'disableByMicrosoft',
      'delete',
      'purge',
      'deleteServicePrincipal',
      'removeRoles',
      'removeSecrets',
      'expireSecrets',
    ] as const),
    /** appId or uniqueName. */
    application: z.string().min(1),
  }),
  z.strictObject({ do: z.literal('addOwner'), application: z.string().min(1), owner: z.string().min(1) }),
  z.strictObject({ do: z.enum(['disablePerson', 'enablePerson', 'deletePerson']), person: z.string().min(1) }),
  z.strictObject({ do: z.enum(['assignRole', 'removeRole']), person: z.string().min(1), role: roleName }),
  z.strictObject({
    do: z.literal('addPerson'),
    person: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    like: z.string().min(1),
  }),
]);

export const changeListSchema = z.array(changeSchema).min(1);

export type DirectoryChange = Readonly<z.output<typeof changeSchema>>;

/** All of them or none; they replicate like every other write. */
export function makeChanges(tenant: Tenant, changes: readonly DirectoryChange[]): Result<undefined, string> {
  let changed = tenant.store.read();
  for (const change of changes) {
    const next = makeChange(changed, change, tenant.clock.now());
    if (!next.ok) return next;
    changed = next.value;
  }
  tenant.change(() => changed);
  return succeed(undefined);
}

function makeChange(state: TenantState, change: DirectoryChange, now: number): Result<TenantState, string> {
  if (change.do === 'addPerson') {
    const like = findPerson(state, change.like);
    return like ? withColleague(state, { alias: change.person, like }) : fail(`There is no person '${change.like}'.`);
  }
  if ('role' in change) return changeRole(state, change);
  if ('person' in change) return changeAccount(state, change);
  const application = state.applications.find(
    ({ appId, uniqueName }) => appId === change.application.toLowerCase() || uniqueName === change.application,
  );
  if (application === undefined) return fail(`There is no application '${change.application}'.`);
  if (change.do === 'addOwner') {
    const owner = findPerson(state, change.owner);
    return owner ? succeed(withOwner(state, application, owner.id)) : fail(`There is no person '${change.owner}'.`);
  }
  return succeed(
    change.do === 'purge'
      ? withoutApplication(state, application)
      : changeApplication(state, application, { what: change.do, now }),
  );
}

/** By the whole name, or by what stands before its @. */
function findPerson({ people }: TenantState, name: string) {
  const wanted = name.toLowerCase();
  return people.find(
    ({ userPrincipalName }) => userPrincipalName === wanted || userPrincipalName.startsWith(`${wanted}@`),
  );
}

type AccountChange = Extract<DirectoryChange, { readonly do: 'disablePerson' | 'enablePerson' | 'deletePerson' }>;

function changeAccount(state: TenantState, change: AccountChange): Result<TenantState, string> {
  const person = findPerson(state, change.person);
  if (person === undefined) return fail(`There is no person '${change.person}'.`);
  const changed = { ...person, accountEnabled: change.do !== 'disablePerson' };
  const people = state.people.flatMap((each) => {
    if (each.id !== person.id) return each;
    return change.do === 'deletePerson' ? [] : changed;
  });
  return succeed({ ...state, people });
}

type RoleChange = Extract<DirectoryChange, { readonly role: string }>;

function changeRole(state: TenantState, change: RoleChange): Result<TenantState, string> {
  const person = findPerson(state, change.person);
  const role = directoryRoles.find(({ displayName }) => displayName === change.role);
  if (person === undefined || role === undefined) return fail(`There is no person '${change.person}'.`);
  const templateId = roleTemplateId(role.displayName);
  const others = state.roleAssignments.filter(
    ({ principalId, roleTemplateId: held }) => principalId !== person.id || held !== templateId,
  );
  if (change.do === 'removeRole') return succeed({ ...state, roleAssignments: others });
  const id = guidFor(`role-assignment/${person.id}/${role.displayName}`);
  const assignment = { id, principalId: person.id, roleTemplateId: templateId };
  return succeed({ ...state, roleAssignments: [...others, assignment] });
}
