import 'server-only';
import { succeed } from '@/lib/result';
import { verifyWithShortLived } from '@/lib/verification/verify-connection';
import { defineOperation } from '../define-operation';

/** Signs in as the SIEM does, with a credential made for this, and reads the newest alerts. */
export const verify = defineOperation({
  kind: 'verify',
  action: 'connection-verify',
  step: 'verify',
  async run(context, { connector }) {
    const verification = await verifyWithShortLived(context, connector);
    return succeed({ outcome: { kind: 'verified' }, result: { kind: 'verification', verification } });
  },
  recordsItself: true,
});
