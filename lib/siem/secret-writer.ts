/** Stands in a file where the client secret would be when the secret is not at hand. */
export const secretPlaceholder = 'PASTE-CLIENT-SECRET-HERE';

/** Stands in a preview; its length says nothing of the secret's. */
export const secretMask = '•'.repeat(24);

/** Turns raw text into text of one file format. */
export type Escape = (value: string) => string;

/** Gives the text that stands in a file for the client secret, escaped by the format that asks. */
export type SecretWriter = (escape: Escape) => string;

/** For a file that is saved: the secret itself, or the placeholder when there is none. */
export function writeSecret(secret: string | null): SecretWriter {
  return (escape) => escape(secret ?? secretPlaceholder);
}

/**
 * For a file that is shown: the mask, or the placeholder when there is no secret.
 * The mask is never escaped: a format that writes \u2022 for a bullet would show that.
 */
export function maskSecret(secret: string | null): SecretWriter {
  return secret === null ? writeSecret(null) : () => secretMask;
}
