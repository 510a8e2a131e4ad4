import 'server-only';
import { disableConnector } from '@/lib/directory/switch-connector';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';

/** Switches a connector off; what it has stays. */
export const disable = defineOperation({
  kind: 'disable',
  action: 'connector-disable',
  step: 'disable',
  cleansUpFirst: false,
  async run(context, { connector }) {
    const done = await disableConnector(context, connector);
    return done.ok ? succeed({ outcome: { kind: 'disabled' } }) : done;
  },
});
