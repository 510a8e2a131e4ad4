import 'server-only';
import { siemUseSchema } from '@/lib/connector/permission-input';
import { changePermissions } from '@/lib/directory/change-permissions';
import { plainProblem } from '@/lib/directory/step-problem';
import { fail, succeed } from '@/lib/result';
import type { SiemPermission } from '@/lib/siem/siem-permission';
import { defineOperation, type Detail } from '../define-operation';

/** Makes the connector hold exactly the permissions that its SIEM needs. */
export const permissions = defineOperation({
  kind: 'permissions',
  action: 'connector-permissions',
  step: null,
  async run(context, { connector, input }) {
    const use = siemUseSchema.safeParse(input);
    if (!use.success || connector.state !== 'ready') return fail(plainProblem('interrupted'));
    const changed = await changePermissions(context, connector, use.data);
    if (!changed.ok) return changed;
    const { granted, removed } = changed.value;
    return succeed({ outcome: { kind: 'permissions', granted, removed } });
  },
  auditDetail: (outcome): Detail =>
    outcome.kind === 'permissions' ? { granted: names(outcome.granted), removed: names(outcome.removed) } : {},
});

function names(changed: readonly SiemPermission[]): string {
  return changed.map(({ resource, appRole }) => `${resource} ${appRole}`).join(', ');
}
