import 'server-only';
import { issueSecret } from '@/lib/directory/issue-secret';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Makes another client secret; those that work go on working. */
export const newSecret = defineOperation({
  kind: 'new-secret',
  action: 'secret-create',
  step: 'new-secret',
  async run(context, { connector }) {
    const issued = await issueSecret(context, connector);
    if (!issued.ok) return issued;
    const result = { kind: 'secret', connectorId: connector.id, secret: issued.value } as const;
    return succeed({ outcome: { kind: 'newSecret' }, result });
  },
});
