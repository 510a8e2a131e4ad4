import { z } from 'zod';
import { fail, type Result, succeed } from '@/lib/result';

/** A body as it goes on: written here, of what was read. */
export type ActionBody = { readonly contentType: string; readonly body: Buffer };

export type SentAction = {
  /** From the page's script: the action's id. Absent from a form that works without script. */
  readonly action: string | undefined;
  readonly contentType: string;
  readonly body: Buffer;
};

const MOST_ARGUMENTS = 8;
const DEEPEST = 8;
const FORM_ACTION = '$ACTION_ID_';

/**
 * Reads what a server action is sent: plain values and forms of texts, which is all that this portal's actions take. React's
 * format knows much more, references, streams and functions among it; none of that gets past here.
 *
 * @param known ids of the actions that the page may call; null: Next knows
 * @see https://github.com/facebook/react/blob/main/packages/react-client/src/ReactFlightReplyClient.js
 */
export async function readActionBody(
  sent: SentAction,
  known: ReadonlySet<string> | null,
): Promise<Result<ActionBody, 'malformed' | 'action'>> {
  const { action, contentType } = sent;
  if (action !== undefined && known?.has(action) === false) return fail('action');
  const form = contentType.startsWith('multipart/form-data') ? await readForm(sent) : null;
  if (action === undefined) return form ? readFormAction(form, known) : fail('malformed');
  if (form) return readCallWithForms(form);
  const text = decodeUtf8(sent.body);
  const parsed = text === null ? null : readArguments(text, new Set());
  if (!parsed) return fail('malformed');
  return succeed({ contentType: 'text/plain;charset=UTF-8', body: Buffer.from(JSON.stringify(parsed)) });
}

/** Names and texts of a form in their order; null when it is none, or holds a file. */
async function readForm({ contentType, body }: SentAction): Promise<readonly (readonly [string, string])[] | null> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    const entries: [string, string][] = [];
    for (const [name, value] of form) {
      if (typeof value !== 'string' || !isPlainText(name) || !isPlainText(value)) return null;
      entries.push([name, value]);
    }
    return entries;
  } catch {
    return null;
  }
}

type Form = NonNullable<Awaited<ReturnType<typeof readForm>>>;

/** A form without script names one action, and holds nothing else that React would read. */
async function readFormAction(
  form: Form,
  known: ReadonlySet<string> | null,
): Promise<Result<ActionBody, 'malformed' | 'action'>> {
  const [named, ...more] = form.filter(([name]) => name.startsWith('$'));
  const [name = '', value] = named ?? [];
  if (more.length > 0 || value !== '' || !name.startsWith(FORM_ACTION)) return fail('malformed');
  if (known?.has(name.slice(FORM_ACTION.length)) === false) return fail('action');
  return writeForm(form);
}

/** A call whose arguments are forms: the arguments in part 0, then each form's fields, by its number. */
async function readCallWithForms(form: Form): Promise<Result<ActionBody, 'malformed'>> {
  const texts = form.filter(([name]) => name === '0');
  const fields = form.filter(([name]) => name !== '0').map(([name]) => /^_([1-9a-f][\da-f]{0,2})_/.exec(name)?.[1]);
  const [[, text] = ['', '']] = texts;
  if (texts.length !== 1 || fields.includes(undefined)) return fail('malformed');
  const numbers = new Set(fields.filter((number) => number !== undefined));
  const parsed = readArguments(text, numbers);
  if (!parsed) return fail('malformed');
  return writeForm(form.map(([name, value]) => [name, name === '0' ? JSON.stringify(parsed) : value]));
}

async function writeForm(form: Form): Promise<Result<ActionBody, never>> {
  const written = new FormData();
  for (const [name, value] of form) written.append(name, value);
  const response = new Response(written);
  const body = Buffer.from(await response.arrayBuffer());
  return succeed({ contentType: response.headers.get('content-type') ?? '', body });
}

const listSchema = z.array(z.unknown()).max(MOST_ARGUMENTS);

function readArguments(text: string, forms: ReadonlySet<string>): readonly unknown[] | null {
  try {
    const list = listSchema.safeParse(JSON.parse(text)).data;
    return list?.every((value) => isPlainValue(value, { forms, depth: 0 })) ? list : null;
  } catch {
    return null;
  }
}

type Place = { readonly forms: ReadonlySet<string>; readonly depth: number };

function isPlainValue(value: unknown, { forms, depth }: Place): boolean {
  if (typeof value === 'string') return isPlainText(value) && isPlainReference(value, forms);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === DEEPEST) return false;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  if (names.some((name) => name.startsWith('__') || !isPlainText(name))) return false;
  return Object.values(value).every((entry) => isPlainValue(entry, { forms, depth: depth + 1 }));
}

/** React marks what is no text by a dollar, and a text that begins with one by two. */
function isPlainReference(value: string, forms: ReadonlySet<string>): boolean {
  if (!value.startsWith('$') || value.startsWith('$$') || value === '$undefined') return true;
  return value.startsWith('$K') && (forms.has(value.slice(2)) || /^\$K[1-9a-f]$/.test(value));
}

/** PostgreSQL has no place for NUL. */
function isPlainText(text: string): boolean {
  return !text.includes('\u0000');
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
