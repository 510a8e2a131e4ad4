import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { guidFor } from '../store/object-key';
import type { Person, TenantState } from '../store/tenant-state';

type Colleague = {
  /** Stands before the @ of the new person's name. */
  readonly alias: string;
  /** Whose roles and groups the new person gets. */
  readonly like: Person;
};

/** One more person, who may do what another may: so each test can have people of its own. */
export function withColleague(state: TenantState, { alias, like }: Colleague): Result<TenantState, string> {
  const [, domain = ''] = like.userPrincipalName.split('@');
  const userPrincipalName = `${alias}@${domain}`;
  if (state.people.some((person) => person.userPrincipalName === userPrincipalName)) {
    return fail(`There is a person '${userPrincipalName}' already.`);
  }
  const id = guidFor(`person/${alias}`);
  const held = state.roleAssignments.filter(({ principalId }) => principalId === like.id);
  const assignments = held.map(({ roleTemplateId }) => {
    return { id: guidFor(`role-assignment/${id}/${roleTemplateId}`), principalId: id, roleTemplateId };
  });
  return succeed({
    ...state,
    people: [...state.people, { ...like, id, userPrincipalName }],
    groups: state.groups.map((group) =>
      group.memberIds.includes(like.id) ? { ...group, memberIds: [...group.memberIds, id] } : group,
    ),
    roleAssignments: [...state.roleAssignments, ...assignments],
  });
}
