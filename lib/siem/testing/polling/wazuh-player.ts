import { DOMParser } from '@xmldom/xmldom';
import type { AlertWorld } from './alert-world';
import type { Player } from './player';

const PAGE = '50';

/**
 * Wazuh's module ms-graph: it asks for what was created since its bookmark, and moves that only when the last page came.
 *
 * @see https://github.com/wazuh/wazuh src/wazuh_modules/wm_ms_graph.c
 * @see https://github.com/wazuh/wazuh/pull/28389
 */
export function wazuhPlayer(file: string, world: AlertWorld): Player {
  const block = new DOMParser().parseFromString(file, 'text/xml');
  const valueOf = (tag: string) => block.getElementsByTagName(tag)[0]?.textContent ?? '';
  const delay = (/^\d+m$/.test(valueOf('time_delay')) ? Number.parseInt(valueOf('time_delay')) : 0.5) * 60_000;
  const forgets = valueOf('only_future_events') === 'yes';
  const kept: string[] = [];
  const end = () => world.now - delay;
  let bookmark = end();
  return {
    poll() {
      const seconds = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
      const until = Math.floor(end() / 1_000) * 1_000;
      const filter = `createdDateTime ge ${seconds(bookmark)} and createdDateTime lt ${seconds(until)}`;
      let query: URLSearchParams | null = new URLSearchParams({ $top: PAGE, $filter: filter });
      while (query) {
        const page = world.read(query);
        if (!page) return;
        kept.push(...page.value.map((row) => JSON.stringify(row)));
        query = page.next === null ? null : new URLSearchParams(page.next);
      }
      bookmark = until;
    },
    restart() {
      if (forgets) bookmark = end();
    },
    events: () => kept,
  };
}
