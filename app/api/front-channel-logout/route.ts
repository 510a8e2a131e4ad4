import type { NextRequest } from 'next/server';
import { endByEntra } from '@/lib/sign-in/front-channel-logout';
import { currentRequestId } from '@/lib/request/current-request';

/** What Entra's page of sign-out loads in a hidden frame. The same answer whether there was a session or not. */
export async function GET(request: NextRequest): Promise<Response> {
  await endByEntra(request.nextUrl.searchParams, await currentRequestId());
  return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } });
}
