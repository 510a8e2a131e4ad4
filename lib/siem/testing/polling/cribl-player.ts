import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';
import type { AlertWorld } from './alert-world';
import type { Player } from './player';

const collectorSchema = z.object({
  collector: z.object({
    conf: z.object({
      collectRequestParams: z.array(z.object({ name: z.string(), value: z.string() })),
      pagination: z.object({ type: z.string() }),
    }),
  }),
});

/** Cribl's REST collector on its schedule: each run has its own span of time and knows nothing of the one before. */
export function criblPlayer(file: string, world: AlertWorld, rangeMs: number): Player {
  const { conf } = collectorSchema.parse(JSON.parse(file)).collector;
  const kept: string[] = [];
  return {
    poll() {
      const context = createContext({ earliest: (world.now - rangeMs) / 1_000, Date });
      const query = new URLSearchParams(
        conf.collectRequestParams.map(({ name, value }) => [name, String(runInContext(value, context))]),
      );
      const page = world.read(query);
      kept.push(...(page?.value ?? []).map((row) => JSON.stringify(row)));
    },
    restart: () => undefined,
    events: () => kept,
  };
}
