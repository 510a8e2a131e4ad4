import 'server-only';
import { undoConnector } from '@/lib/directory/undo-connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Removes from the tenant what set-up made, and the connector with it. */
export const undo = defineOperation({
  kind: 'undo',
  action: 'connector-undo',
  step: 'undo',
  cleansUpFirst: false,
  keepsToken: true,
  removes: true,
  async run(context, { connector }) {
    const undone = await undoConnector(context, connector);
    if (!undone.ok) return undone;
    const { pendingPurges, binUnread } = undone.value;
    return succeed({ outcome: { kind: 'undone', pendingPurges, ...(binUnread && { binUnread }) } });
  },
  auditDetail: (outcome, { appId }) => ({
    appId,
    // No page can tell these again.
    pendingPurges: outcome.kind === 'undone' ? outcome.pendingPurges.map(({ objectId }) => objectId).join(' ') : null,
  }),
});
