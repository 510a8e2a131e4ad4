import type { FaultEffect } from '../scenarios/fault';

/** One recorded call in the format of the contract checker; a body is JSON or, where it was none, text. */
export type Exchange = {
  readonly at: string;
  readonly method: string;
  /** With Microsoft's host, so that the checker finds the contract it belongs to. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: unknown;
  /** What the scenario did to this exchange. */
  readonly fault?: FaultEffect['kind'];
  /** Not described by the contract: the v1.0 token endpoint, beta of Graph, and the versioned Defender address. */
  readonly outsideContract?: true;
};

export type ExchangeLog = {
  /** `size` in characters: lists of alerts are long, and a test may poll them for days. */
  add(exchange: Exchange, size: number): void;
  list(): readonly Exchange[];
  clear(): void;
};

type ExchangeLogLimits = { readonly exchanges: number; readonly characters: number };

/** Keeps the newest exchanges within both limits. */
export function createExchangeLog(limits: ExchangeLogLimits): ExchangeLog {
  const entries: { readonly exchange: Exchange; readonly size: number }[] = [];
  let characters = 0;
  return {
    add(exchange, size) {
      entries.push({ exchange, size });
      characters += size;
      while (entries.length > limits.exchanges || (characters > limits.characters && entries.length > 1)) {
        characters -= entries.shift()?.size ?? 0;
      }
    },
    list: () => entries.map(({ exchange }) => exchange),
    clear() {
      entries.length = 0;
      characters = 0;
    },
  };
}
