import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { startPassage } from '@/lib/consent/passage-request';

/** What the pop-up opens. */
export async function GET(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  redirect(await startPassage(searchParams.get('flow'), searchParams.get('in') === 'tab' ? 'tab' : 'popup'));
}
