import { freePort } from '../../scripts/free-port.mjs';
import type { Program } from './program';
import { type RoundRobin, roundRobin } from './round-robin';
import { type PortalPlan, portalProgram } from './servers';

/** Two processes of the portal behind one address: each request goes to the other. */
export function twoReplicas(plan: PortalPlan): Program {
  let replicas: readonly Program[] = [];
  let balancer: RoundRobin | undefined;
  return {
    async start() {
      const ports = [await freePort(), await freePort()];
      replicas = ports.map((port) => portalProgram({ ...plan, port }));
      // At the same time: the migration must stand that.
      await Promise.all(replicas.map((replica) => replica.start()));
      balancer = await roundRobin(plan.port, ports);
    },
    async stop(signal) {
      await balancer?.close();
      await Promise.all(replicas.map((replica) => replica.stop(signal)));
    },
    running: () => replicas.length > 0 && replicas.every((replica) => replica.running()),
  };
}
