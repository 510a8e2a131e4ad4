import 'server-only';
import { removeForeign as removeFromDirectory } from '@/lib/directory/remove-foreign';
import { signConnector } from '@/lib/directory/sign-connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Removes from the connector's application what this portal did not make: whoever got in by it gets in no more. */
export const removeForeign = defineOperation({
  kind: 'remove-foreign',
  action: 'foreign-remove',
  step: 'remove-foreign',
  async run(context, { connector }) {
    const removed = await removeFromDirectory(context, connector, 'managed');
    if (!removed.ok) return removed;
    await signConnector(context, connector);
    return succeed({ outcome: { kind: 'foreignRemoved', count: removed.value.length } });
  },
  recordsItself: true,
});
