const SCHEMES = ['https:', 'mailto:', 'tel:'];

/** @returns what is wrong with the setting as a way to reach somebody; null when nothing is */
export function securityContactProblem(value: string): string | null {
  const isAddress = URL.canParse(value) && SCHEMES.includes(new URL(value).protocol) && !/\s/.test(value);
  return isAddress ? null : 'must be an address: mailto:security@contoso.example, https://… or tel:…';
}

/** The file says until when it holds; it is written anew at each request. */
const HOLDS_DAYS = 90;

/**
 * Whom to tell of a weakness.
 *
 * @param portal its origin
 * @see https://www.rfc-editor.org/rfc/rfc9116
 */
export function buildSecurityText(contact: string, portal: string, now: Date): string {
  const until = new Date(now.getTime() + HOLDS_DAYS * 86_400_000);
  const expires = `${until.toISOString().slice(0, 10)}T00:00:00Z`;
  return [`Contact: ${contact}`, `Expires: ${expires}`, `Canonical: ${portal}/.well-known/security.txt`, ''].join('\n');
}
