import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { openSignIn } from '@/lib/operation/authorization-request';

/** What the pop-up opens. */
export async function GET(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  redirect(await openSignIn(searchParams.get('operation'), searchParams.get('in') === 'tab' ? 'tab' : 'popup'));
}
