import 'server-only';
import { findOwnApplication } from '@/lib/directory/find-own-application';
import { removeSecret as removeFromDirectory } from '@/lib/directory/issue-secret';
import { plainProblem } from '@/lib/directory/step-problem';
import { fail, succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';
import { secretRemovalSchema } from '../secret-removal';

/** Removes one client secret: what still signs in with it stops. */
export const removeSecret = defineOperation({
  kind: 'remove-secret',
  action: 'secret-remove',
  step: 'remove-secret',
  async run(context, { connector, input }) {
    const wanted = secretRemovalSchema.safeParse(input);
    const secret = connector.secrets.find(({ id }) => id === wanted.data?.secretId);
    if (!secret) return fail(plainProblem('interrupted'));
    const application = await findOwnApplication(context, connector);
    if (!application.ok) return application;
    const inDirectory = application.value.passwordCredentials;
    const removed = await removeFromDirectory(context, connector, { secret, inDirectory });
    return removed.ok ? succeed({ outcome: { kind: 'secretRemoved' } }) : removed;
  },
});
