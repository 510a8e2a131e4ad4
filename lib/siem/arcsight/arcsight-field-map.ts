/** One token: its name, and where it is under the trigger node. All are strings, numbers and arrays too. */
export type ParserToken = { readonly name: string; readonly location: string };

/** How the alerts of one API become ArcSight events. */
export type ArcsightFieldMap = {
  /** Microsoft's APIs answer with an object whose member `value` is the array; the retired API's root was the array. */
  readonly root: '/value' | '/';
  /** What becomes one event. */
  readonly oneEach: 'alert' | 'detection';
  /** Tokens that the events below use. */
  readonly mapped: readonly ParserToken[];
  /** Tokens without an event field of their own; the event keeps them as additional data. */
  readonly kept: readonly ParserToken[];
  /** ArcSight event field and the token or operation that fills it, in the order of the retired mapping. */
  readonly events: readonly (readonly [field: string, source: string])[];
  /** ArcSight's agent severity and the API's severities that become it. Every severity of the API is in one. */
  readonly severities: readonly (readonly [level: 'high' | 'medium' | 'low', values: readonly string[]])[];
  /** What the retired mapping filled and this one cannot, as comment lines. */
  readonly lost: readonly string[];
};

/** A token named like the member it is read from. */
export function token(name: string, location = name): ParserToken {
  return { name, location };
}
