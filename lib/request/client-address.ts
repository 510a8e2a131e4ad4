/** The address that a request came from, as whoever wrote the header saw it; empty where nobody did. */
export function addressIn(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
}
