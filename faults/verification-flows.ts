import { verifyWithSecret } from '@/lib/verification/verify-connection';
import { callAsSiem, discovery, enabledSecret, readAlerts, stepCauses, token } from './connector-flows';
import type { Flow } from './flow';
import { verified } from './operation-flows';
import type { Stage } from './stage';

/** What the page shows of each stage's connector. */
const secrets = new WeakMap<Stage, string>();

export const verificationFlows: readonly Flow[] = [
  {
    name: 'Verify with the secret on the page',
    causes: stepCauses,
    prepare: async (stage) => {
      secrets.set(stage, await enabledSecret(stage));
    },
    begin: async (stage) => {
      const connector = await stage.connector();
      return async () => verified(await verifyWithSecret(stage.context(), connector, secrets.get(stage) ?? ''));
    },
    calls: [discovery, token, readAlerts, callAsSiem],
  },
];
