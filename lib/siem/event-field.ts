/** One field of an event, by the SIEM's own name for it. */
export type EventField = { readonly name: string; readonly value: string };
