import { regexGroup } from './arcsight-operation';

/**
 * Reads values out of an alert's `evidence`, which is an array: parser paths name members of objects only, and a
 * trigger node inside the array would drop alerts without evidence. So the token takes the array as JSON text, as
 * Psych0meter's Kubernetes parser does with its `annotations`, and a regular expression finds the value.
 * Derived, not run on a real connector: if a connector gives no text for an array, these fields stay empty.
 *
 * \x22 is the quote, which an operation's own quotes leave no room for; (?s) lets . match line breaks.
 */
const quote = '\\x22';

/** JSON text of a member's name and of the colon after it. */
export function member(name: string): string {
  return `${quote}${name}${quote} *: *`;
}

type EvidenceValue = {
  /** JSON text that opens the object to read: the first match decides, and the value is taken there or nowhere. */
  readonly within: string;
  readonly name: string;
  /** What is taken of the value, with one group; the whole string if left out. */
  readonly value?: string;
};

/**
 * Gives the operation that reads one string from one object of the token `evidence`.
 * (?>…) never goes back to a later object: name, path and hash in one event always are of one file.
 */
export function evidenceString({ within, name, value = `([^${quote}]*)` }: EvidenceValue): string {
  return regexGroup('evidence', `(?s)(?>.*?${within})[^{}]*?${member(name)}${quote}${value}${quote}.*`);
}

/** Gives the operation that reads the first string of that name anywhere in the token `evidence`. */
export function firstEvidenceString(name: string, value = `([^${quote}]*)`): string {
  return regexGroup('evidence', `(?s).*?${member(name)}${quote}${value}${quote}.*`);
}
