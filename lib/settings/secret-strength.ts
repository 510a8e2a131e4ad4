/** Below this a secret can be guessed by trying. Random text of 32 hexadecimal digits has about 110. */
const FEWEST_BITS = 72;

/** Words of examples and of places that are to be filled in, .env.example's among them. */
const EXAMPLE_WORDS =
  /change[\s_-]?me|placeholder|replace|example|secret|password|passw0rd|random|sample|default|session|siem|connect|portal|contoso|fabrikam|admin|test|demo|dummy|lorem|ipsum|your|value|insert|here|todo|text|characters?|least|long|enough|encrypts?|cookies?|database|sealed|another|signs|everybody|make|crypto|randombytes|tostring|base64url|base64|qwerty|asdf|letmein|welcome|foobar|node|key|this|that|with|from|what|must|only/gi;

/**
 * What is wrong with a secret that has to be random; null when nothing is. The secret itself is never repeated.
 *
 * @param secret has at least 32 characters
 */
export function weakSecretProblem(secret: string): string | null {
  if (estimateBits(secret) >= FEWEST_BITS) return null;
  return 'can be guessed: it repeats itself, counts on, or is made of words. Make one: node -p "crypto.randomBytes(48).toString(\'base64url\')"';
}

/** Bits of what cannot be told from what stands before it: repetitions, sequences and words of examples count nothing. */
function estimateBits(secret: string): number {
  const text = secret.replace(EXAMPLE_WORDS, '');
  const characters = Array.from(text).filter((_, index) => !isForeseen(text, index));
  const alphabet = new Set(characters).size;
  // Letters of one kind with spaces between are a sentence, and language has less than two bits a letter.
  const isSentence = /^[\p{Ll}\s'.,_-]+$/u.test(text) || /^[\p{Lu}\s'.,_-]+$/u.test(text);
  return characters.length * (isSentence ? 1.5 : Math.log2(Math.max(1, alphabet)));
}

function isForeseen(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const before = text.charCodeAt(index - 1);
  if (Math.abs(code - before) <= 1) return true;
  return index >= 3 && text.indexOf(text.slice(index - 2, index + 1)) < index - 2;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PLACEHOLDER =
  /^(?:<.*>|\[.*\]|\{.*\}|x+|\*+|\.+|(?:your|the|my)[\s_-].*|change[\s_-]?me.*|todo|secret|password|placeholder|example|value)$/i;

/** What is wrong with the value of ENTRA_CLIENT_SECRET, which Entra ID made; null when nothing is. */
export function entraSecretProblem(secret: string): string | null {
  if (GUID.test(secret)) return "is the secret's ID, not its value: Entra ID shows the value once, when it is made";
  if (PLACEHOLDER.test(secret))
    return 'is the text of an example: enter the value that Entra ID showed when the secret was made';
  return null;
}
