import { evaluate, type EventValue } from '../arcsight/flexconnector-expression';

/** What ArcSight makes of one alert. */
export type ArcsightEvent = {
  readonly fields: Readonly<Record<string, EventValue>>;
  readonly severity: string | null;
  readonly additionalData: Readonly<Record<string, string | null>>;
};

type Properties = Readonly<Record<string, string>>;

/** Applies a JSON parser file to an answer of the API, in the subset of FlexConnector syntax that our files use. */
export function parseAnswer(parser: Properties, answer: unknown): readonly ArcsightEvent[] {
  return nodesAt(answer, required(parser, 'trigger.node.location')).map((node) => parseNode(parser, node));
}

function parseNode(parser: Properties, node: unknown): ArcsightEvent {
  const tokens = readTokens(parser, node);
  const mappings = Object.entries(parser).filter(([key]) => key.startsWith('event.'));
  const fields = Object.fromEntries(
    mappings.map(([key, source]) => [key.slice('event.'.length), evaluate(source, tokens)]),
  );
  const unused = [...tokens].filter(([name]) => !mappings.some(([, source]) => usesToken(source, name)));
  return {
    fields,
    severity: agentSeverity(parser, fields['deviceSeverity'] ?? null),
    additionalData: parser['additionaldata.enabled'] === 'true' ? Object.fromEntries(unused) : {},
  };
}

/** Whether a mapping names the token outside of quotes. */
export function usesToken(source: string, name: string): boolean {
  return source
    .replace(/"[^"]*"/g, '')
    .split(/[(),]/)
    .includes(name);
}

function readTokens(parser: Properties, node: unknown): ReadonlyMap<string, string | null> {
  const count = Number(required(parser, 'token.count'));
  return new Map(
    Array.from({ length: count }, (_, index) => [
      required(parser, `token[${index}].name`),
      asText(memberAt(node, required(parser, `token[${index}].location`).split('/'))),
    ]),
  );
}

function nodesAt(root: unknown, location: string): readonly unknown[] {
  const found = memberAt(root, location.split('/').filter(Boolean));
  return Array.isArray(found) ? found : [found];
}

/** Walks members of objects only: no public parser shows a path through an array for a token. */
function memberAt(node: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), node);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function agentSeverity(parser: Properties, severity: EventValue): string | null {
  for (const level of ['veryhigh', 'high', 'medium', 'low']) {
    const values = parser[`severity.map.${level}.if.deviceSeverity`]?.split(',') ?? [];
    if (typeof severity === 'string' && values.includes(severity)) return level;
  }
  return null;
}

function required(parser: Properties, key: string): string {
  const value = parser[key];
  if (value === undefined) throw new Error(`The parser has no ${key}`);
  return value;
}
