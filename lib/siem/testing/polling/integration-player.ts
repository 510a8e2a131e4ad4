import type { AlertWorld } from './alert-world';
import type { Player } from './player';

/** How an integration asks that the portal gives only values to: its own code, as its sources have it. */
export type IntegrationPolling = {
  readonly comparison: 'ge' | 'gt';
  readonly page: number | null;
  /** Whether the store behind keeps the same state of an alert once. */
  readonly hasIds: boolean;
};

/**
 * Elastic Agent's integrations: they remember the moment of the last event that they read.
 *
 * @see https://github.com/elastic/integrations/pull/20348
 */
export function integrationPlayer({ comparison, page, hasIds }: IntegrationPolling, world: AlertWorld): Player {
  const kept: string[] = [];
  const { updated, isOrdered } = world.api;
  let moment = `${new Date(world.now - 86_400_000).toISOString().slice(0, 19)}Z`;
  const read = (how: 'ge' | 'gt') => {
    const asked = { $filter: `${updated} ${how} ${moment}`, ...(page !== null && { $top: String(page) }) };
    return world.read(new URLSearchParams({ ...asked, ...(isOrdered && { $orderby: `${updated} asc` }) }));
  };
  return {
    poll() {
      for (let found = read(comparison); found; found = read('gt')) {
        for (const row of found.value) {
          const text = JSON.stringify(row);
          if (!hasIds || !kept.includes(text)) kept.push(text);
          moment = row[updated] ?? moment;
        }
        if (page === null || found.value.length < page) return;
      }
    },
    restart: () => undefined,
    events: () => kept,
  };
}
