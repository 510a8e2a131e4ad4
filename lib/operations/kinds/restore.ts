import 'server-only';
import { restoreConnector } from '@/lib/directory/recycle-connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Brings a connector back whose application was deleted, here or in Entra. */
export const restore = defineOperation({
  kind: 'restore',
  action: 'connector-restore',
  step: 'restore',
  cleansUpFirst: false,
  async run(context, { connector }) {
    const done = await restoreConnector(context, connector);
    if (!done.ok) return done;
    return succeed({ outcome: { kind: 'restored', granted: done.value } });
  },
  auditDetail: (outcome, { appId }) => ({
    appId,
    granted: outcome.kind === 'restored' ? outcome.granted.map(({ appRole }) => appRole).join(', ') : null,
  }),
});
