import { verifyWithSecret } from '@/lib/verification/verify-connection';
import { callAsSiem, discovery, enabledSecret, readAlerts, stepCauses, token } from './connector-flows';
import type { Flow } from './flow';
import { verified } from './operation-flows';
import type { FaultContext } from './fault-context';

/** What the page shows of each stage's connector. */
const secrets = new WeakMap<FaultContext, string>();

export const verificationFlows: readonly Flow[] = [
  {
    name: 'Verify with the secret on the page',
    causes: stepCauses,
    prepare: async (faultContext) => {
      secrets.set(faultContext, await enabledSecret(faultContext));
    },
    begin: async (faultContext) => {
      const connector = await faultContext.connector();
      return async () =>
        verified(await verifyWithSecret(faultContext.context(), connector, secrets.get(faultContext) ?? ''));
    },
    calls: [discovery, token, readAlerts, callAsSiem],
  },
];
