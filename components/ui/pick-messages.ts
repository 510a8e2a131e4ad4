import type { AbstractIntlMessages, Messages, NestedKeyOf } from 'next-intl';

/** A message, or a namespace for all of its messages. */
export type MessagePath = NestedKeyOf<Messages>;

/** Those of the messages that the paths name, in their places. */
export function pickMessages(messages: AbstractIntlMessages, paths: readonly string[]): AbstractIntlMessages {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) => {
      if (paths.includes(key)) return [[key, value] as const];
      const below = paths.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
      return below.length === 0 || typeof value === 'string' ? [] : [[key, pickMessages(value, below)] as const];
    }),
  );
}
