import { freePort } from '@siem-connect/testing/free-port';
import type { Program } from './program';
import { type RoundRobin, roundRobin } from './round-robin';
import { type PortalPlan, portalProgram } from './servers';

/** Two processes of the portal behind one address: each request goes to the other. */
export type Replicas = {
  readonly launch: (plan: PortalPlan) => Program;
  /** Kills the process that is answering such a request; the other goes on alone. */
  readonly killTheOneThatAnswers: (path: RegExp) => Promise<void>;
  /** Starts what was killed. */
  readonly startAgain: () => Promise<void>;
};

export function twoReplicas(): Replicas {
  let replicas: readonly Program[] = [];
  let balancer: RoundRobin | undefined;
  return {
    launch: (plan) => ({
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
    }),
    async killTheOneThatAnswers(path) {
      const replica = replicas[balancer?.answering(path) ?? -1];
      if (!replica) throw new Error(`Nobody is answering ${path.source}`);
      await replica.stop('SIGKILL');
    },
    async startAgain() {
      await Promise.all(replicas.filter((replica) => !replica.running()).map((replica) => replica.start()));
    },
  };
}
