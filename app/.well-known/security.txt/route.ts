import { environment } from '@/lib/env';
import { buildSecurityText } from '@/lib/settings/security-contact';

/** Whom to tell of a weakness, where the operator has said it. */
export function GET(): Response {
  const { SECURITY_CONTACT: contact, PORTAL_URL: portal } = environment();
  if (contact === undefined) return Response.json({ error: { code: 'notFound' } }, { status: 404 });
  const text = buildSecurityText(contact, portal, new Date());
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
