import { javaRegex } from './java-regex';

/** What an event field can hold: null is a field that stays empty. */
export type EventValue = string | Date | null;

type Operation = (args: readonly (string | null)[]) => EventValue;

/** The operations our parsers use, as the public table of operations describes them. */
const operations: Readonly<Record<string, Operation>> = {
  __getVendor: ([text = null]) => text,
  __stringConstant: ([text = null]) => text,
  __regexTokenNoWarning: ([text, regex]) =>
    text && regex ? (javaRegex(regex, 'whole').exec(text)?.at(-1) ?? null) : null,
  __oneOfAddress: (texts) => texts.find((text) => text && /^\d{1,3}([.]\d{1,3}){3}$/.test(text)) ?? null,
  __replaceAll: ([text, regex, replacement]) =>
    typeof text === 'string' && regex ? text.replace(javaRegex(regex, 'part'), replacement ?? '') : null,
  __simpleMap: ([text, ...pairs]) =>
    typeof text === 'string'
      ? (pairs.find((pair) => pair?.startsWith(`${text}=`))?.slice(text.length + 1) ?? null)
      : null,
  // A whole number stays the text of its digits: no field here is counted with.
  __safeToLong: ([text]) => (text && /^-?\d+$/.test(text) ? text : null),
  __createOptionalTimeStampFromString: ([text, pattern]) => parseTime(text ?? '', pattern ?? ''),
};

/** Evaluates a token's name or an operation over tokens. Throws on what the subset does not know. */
export function evaluate(source: string, tokens: ReadonlyMap<string, string | null>): EventValue {
  const call = /^(__\w+)\((.*)\)$/s.exec(source);
  if (!call) {
    if (!tokens.has(source)) throw new Error(`No token ${source}`);
    return tokens.get(source) ?? null;
  }
  const operation = operations[call[1] ?? ''];
  if (!operation) throw new Error(`No operation ${source}`);
  return operation(splitArguments(call[2] ?? '').map((argument) => textOf(argument, tokens)));
}

/** Splits at the commas that stand in no quotes and no inner operation. */
export function splitArguments(text: string): readonly string[] {
  const found: string[] = [''];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (!quoted && character === '(') depth += 1;
    if (!quoted && character === ')') depth -= 1;
    if (!quoted && depth === 0 && character === ',') found.push('');
    else found.push(`${found.pop() ?? ''}${character}`);
  }
  return found;
}

function textOf(argument: string, tokens: ReadonlyMap<string, string | null>): string | null {
  if (argument.startsWith('"')) return argument.slice(1, -1);
  const value = evaluate(argument, tokens);
  if (value instanceof Date) throw new Error(`${argument} is a time, not a text`);
  return value;
}

function parseTime(text: string, pattern: string): Date | null {
  if (pattern !== 'yyyy-MM-dd HH:mm:ss Z') throw new Error(`No reading of times by ${pattern}`);
  const [, date, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) [+]0000$/.exec(text) ?? [];
  return date && time ? new Date(`${date}T${time}Z`) : null;
}
