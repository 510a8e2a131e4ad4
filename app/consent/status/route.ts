import type { NextRequest } from 'next/server';
import { getConsentStatus } from '@/lib/consent/consent-queries';

/** What the page that waits asks for. Only the owner's own flow answers. */
export async function GET(request: NextRequest): Promise<Response> {
  const status = await getConsentStatus(request.nextUrl.searchParams.get('flow') ?? '');
  return status ? Response.json(status) : Response.json(null, { status: 404 });
}
