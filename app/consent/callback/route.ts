import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { finishPassage } from '@/lib/consent/passage-request';
import { refusedPage } from './refused-page';

/** Where Entra sends the pop-up back to. */
export async function GET(request: NextRequest): Promise<Response> {
  const next = await finishPassage(request.nextUrl.searchParams);
  if (next === null) return refusedPage();
  redirect(next);
}
