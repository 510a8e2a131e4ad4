/** An alert's life: when it was made, and each of its states with the moment from which the API shows it. */
export type WorldAlert = {
  readonly id: string;
  readonly createdAt: number;
  readonly states: readonly { readonly updatedAt: number; readonly shownAt: number }[];
};

export type AlertRow = { readonly id: string; readonly [member: string]: string };

export type Page = { readonly value: readonly AlertRow[]; readonly next: string | null };

/** Names of an API's times, and what it gives at once. */
export type WorldApi = {
  readonly created: string;
  readonly updated: string;
  readonly mostAtOnce: number;
  readonly usualPage: number;
  readonly isLinked: boolean;
  readonly isOrdered: boolean;
};

/**
 * @see https://learn.microsoft.com/graph/api/security-list-alerts_v2
 * @see https://learn.microsoft.com/defender-endpoint/api/get-alerts
 */
export const worldApis = {
  'graph-alerts': {
    ...{ created: 'createdDateTime', updated: 'lastUpdateDateTime' },
    ...{ mostAtOnce: 1_000, usualPage: 100, isLinked: true, isOrdered: true },
  },
  'defender-alerts': {
    ...{ created: 'alertCreationTime', updated: 'lastUpdateTime' },
    ...{ mostAtOnce: 10_000, usualPage: 10_000, isLinked: false, isOrdered: false },
  },
} as const satisfies Readonly<Record<string, WorldApi>>;

type Matches = (filter: string, row: AlertRow) => boolean;

/** An alerts API over a list of alerts, whose clock the player moves. */
export class AlertWorld {
  readonly api: WorldApi;
  now: number;
  /** Whether the next calls are refused, as by a wrong secret or a busy service. */
  refuses: (call: number) => boolean = () => false;
  calls = 0;
  readonly #alerts: readonly WorldAlert[];
  readonly #matches: Matches;

  constructor(
    api: WorldApi,
    alerts: readonly WorldAlert[],
    setting: { readonly startsAt: number; readonly matches: Matches },
  ) {
    this.api = api;
    this.now = setting.startsAt;
    this.#alerts = alerts;
    this.#matches = setting.matches;
  }

  /** One page, newest first unless an order is asked for; null for a call that is refused. */
  read(query: URLSearchParams): Page | null {
    this.calls += 1;
    if (this.refuses(this.calls)) return null;
    const filter = query.get('$filter') ?? '';
    const found = this.rows().filter((row) => filter === '' || this.#matches(filter, row));
    const ordered =
      this.api.isOrdered && query.get('$orderby') === `${this.api.updated} asc`
        ? found.toSorted((one, other) => (textOf(one, this.api.updated) < textOf(other, this.api.updated) ? -1 : 1))
        : found.toReversed();
    const size = Math.min(this.api.mostAtOnce, Number(query.get('$top') ?? this.api.usualPage));
    const from = Number(query.get('$skiptoken') ?? 0);
    const next = new URLSearchParams(query);
    next.set('$skiptoken', String(from + size));
    const isMore = this.api.isLinked && from + size < ordered.length;
    return { value: ordered.slice(from, from + size), next: isMore ? next.toString() : null };
  }

  /** What the API shows at this moment, in the order of creation. */
  private rows(): readonly AlertRow[] {
    return this.#alerts.flatMap(({ id, createdAt, states }) => {
      const shown = states.findLast(({ shownAt }) => shownAt <= this.now);
      if (!shown) return [];
      return [{ id, [this.api.created]: timeText(createdAt), [this.api.updated]: timeText(shown.updatedAt) }];
    });
  }
}

function textOf(row: AlertRow, name: string): string {
  return row[name] ?? '';
}

/** As Microsoft writes moments, with seven digits. */
export function timeText(time: number): string {
  return `${new Date(time).toISOString().slice(0, -1)}0000Z`;
}
