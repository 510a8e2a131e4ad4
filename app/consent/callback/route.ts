import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { finishApproval } from '@/lib/approval/approval-request';
import { handleCallback } from '@/lib/operation/authorization-request';
import { refusedPage } from './refused-page';

/** Where Entra sends the pop-up back to, and an administrator who was asked to approve. */
export async function GET(request: NextRequest): Promise<Response> {
  const approval = await finishApproval(request.nextUrl.searchParams);
  if (approval.kind === 'next') redirect(approval.path);
  if (approval.kind === 'refused') return refusedPage();
  const next = await handleCallback(request.nextUrl.searchParams);
  if (next === null) return refusedPage();
  redirect(next);
}
