import 'server-only';
import { recycleConnector } from '@/lib/directory/recycle-connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Moves a connector's application to the recycle bin, from where it can be restored. */
export const remove = defineOperation({
  kind: 'remove',
  action: 'connector-remove',
  step: 'remove',
  cleansUpFirst: false,
  async run(context, { connector }) {
    const done = await recycleConnector(context, connector);
    return done.ok ? succeed({ outcome: { kind: 'removed' } }) : done;
  },
  auditDetail: (_, { appId }) => ({ appId }),
});
