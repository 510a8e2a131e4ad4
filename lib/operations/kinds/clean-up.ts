import 'server-only';
import { isOrphanedCredential } from '@/lib/connector/connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Removes what crashed operations left on the connector: the engine has done it before this begins. */
export const cleanUp = defineOperation({
  kind: 'clean-up',
  action: 'leftovers-remove',
  step: 'clean-up',
  async run(context, { connector }) {
    // What is on the list still may only be too new.
    const renewed = await context.connectors.find(connector);
    return succeed({
      outcome: { kind: 'cleanedUp', unsure: renewed?.secrets.filter(isOrphanedCredential).length ?? 0 },
    });
  },
});
