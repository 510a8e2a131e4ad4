import 'server-only';
import { enableConnector } from '@/lib/directory/switch-connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Switches on what was switched off, here or in Entra. */
export const reEnable = defineOperation({
  kind: 're-enable',
  action: 'connector-re-enable',
  step: 're-enable',
  cleansUpFirst: false,
  async run(context, { connector }) {
    const done = await enableConnector(context, connector);
    return done.ok ? succeed({ outcome: { kind: 'reEnabled' } }) : done;
  },
});
