/**
 * The part of Go's templates that Filebeat's input httpjson uses in our file, with its own functions: what fails there,
 * such as a member that is missing, fails here.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-httpjson
 */
export type TemplateData = { readonly now: number; readonly members: unknown };

type Node = { readonly text: string } | { readonly expression: string } | Choice;
type Choice = { readonly condition: string; readonly yes: readonly Node[]; readonly no: readonly Node[] };

/** Gives the text, or null where the template fails or gives none: then the default stands. */
export function fillTemplate(template: string, data: TemplateData): string | null {
  try {
    const pieces = template.split(/(\[\[.*?\]\])/).filter(Boolean);
    const { nodes } = parseNodes(pieces, 0);
    return write(nodes, data) || null;
  } catch (error) {
    if (error instanceof TemplateFault) return null;
    throw error;
  }
}

class TemplateFault extends Error {}

function parseNodes(
  pieces: readonly string[],
  from: number,
): { readonly nodes: readonly Node[]; readonly end: number } {
  const nodes: Node[] = [];
  let at = from;
  while (at < pieces.length) {
    const piece = pieces[at] ?? '';
    const action = /^\[\[(.*)\]\]$/.exec(piece)?.[1]?.trim();
    if (action === 'else' || action === 'end') return { nodes, end: at };
    if (action === undefined) nodes.push({ text: piece });
    else if (action.startsWith('if ')) {
      const yes = parseNodes(pieces, at + 1);
      const hasElse = pieces[yes.end] === '[[else]]';
      const no = hasElse ? parseNodes(pieces, yes.end + 1) : { nodes: [], end: yes.end };
      nodes.push({ condition: action.slice(3), yes: yes.nodes, no: no.nodes });
      at = no.end;
    } else nodes.push({ expression: action });
    at += 1;
  }
  return { nodes, end: at };
}

function write(nodes: readonly Node[], data: TemplateData): string {
  return nodes
    .map((node) => {
      if ('text' in node) return node.text;
      if ('expression' in node) return String(evaluate(node.expression, data));
      return write(evaluate(node.condition, data) === true ? node.yes : node.no, data);
    })
    .join('');
}

function evaluate(source: string, data: TemplateData): unknown {
  const words = [...source.matchAll(/"[^"]*"|[()]|\.[\w.]+|\w+/g)].map(([word]) => word);
  const { value, end } = readCall(words, 0, data);
  if (end !== words.length) throw new Error(`cannot read ${source}`);
  return value;
}

type Read = { readonly value: unknown; readonly end: number };

function readCall(words: readonly string[], from: number, data: TemplateData): Read {
  const head = words[from] ?? '';
  const isFunction = /^[a-z]/i.test(head);
  if (!isFunction) return readTerm(words, from, data);
  const values: unknown[] = [];
  let at = from + 1;
  while (at < words.length && words[at] !== ')') {
    const term = readTerm(words, at, data);
    values.push(term.value);
    at = term.end;
  }
  return { value: call(head, values, data), end: at };
}

function readTerm(words: readonly string[], at: number, data: TemplateData): Read {
  const word = words[at] ?? '';
  if (word === '(') {
    const inner = readCall(words, at + 1, data);
    const after = words[inner.end + 1] ?? '';
    if (after.startsWith('.')) return { value: memberOf(inner.value, after), end: inner.end + 2 };
    return { value: inner.value, end: inner.end + 1 };
  }
  if (word.startsWith('.')) return { value: memberOf(data.members, word), end: at + 1 };
  if (word.startsWith('"')) return { value: word.slice(1, -1), end: at + 1 };
  if (/^\d/.test(word)) return { value: Number(word), end: at + 1 };
  return { value: call(word, [], data), end: at + 1 };
}

function memberOf(value: unknown, way: string): unknown {
  let found = value;
  for (const name of way.split('.').filter(Boolean)) {
    if (typeof found !== 'object' || found === null || !(name in found)) throw new TemplateFault(way);
    found = Reflect.get(found, name);
  }
  return found;
}

function call(name: string, [one, other]: readonly unknown[], { now }: TemplateData): unknown {
  switch (name) {
    case 'eq':
      return one === other;
    case 'lt':
      return String(one) < String(other);
    case 'len':
      return Array.isArray(one) ? one.length : 0;
    case 'index':
      if (Array.isArray(one) && typeof other === 'number' && other < one.length) return one[other];
      throw new TemplateFault('index');
    case 'parseDuration':
      return Number(/^-(\d+)h$/.exec(String(one))?.[1]) * -3_600_000;
    case 'now':
      return now + (typeof one === 'number' ? one : 0);
    case 'formatDate':
      return `${new Date(Number(one)).toISOString().slice(0, 19)}Z`;
    default:
      throw new Error(`no function ${name}`);
  }
}
