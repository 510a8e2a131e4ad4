/** Longest name of a connector, which is also the display name of its application. */
export const LONGEST_NAME = 120;

/** Of a service management reference. Ours: Microsoft names no limit. */
export const LONGEST_REFERENCE = 256;

/** Letters of control, and those that make text look other than it is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** The joiner that makes one picture of several, as in a family or a profession; elsewhere it cannot be seen. */
const JOINED = /(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})/gu;

/** Keys of the catalogue. */
export type NameMessage = 'nameEmpty' | 'nameTooLong' | 'nameUnseen' | 'nameMarkup';

/** What is wrong with a name, or null. Asked by the browser as one types, which is why it takes no library. */
export function validateName(value: string): NameMessage | null {
  const name = value.trim();
  if (name === '') return 'nameEmpty';
  if (name.length > LONGEST_NAME) return 'nameTooLong';
  if (UNSEEN.test(name.replace(JOINED, ''))) return 'nameUnseen';
  return /[<>]/.test(name) ? 'nameMarkup' : null;
}

/** The form's `grant` when an administrator is to be asked for the permission. */
export const ASK = 'ask';
