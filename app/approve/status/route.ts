import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { getApprovalStatus } from '@/lib/approval/approval-queries';

/** What the page that waits for an administrator asks for. */
export async function GET(request: NextRequest): Promise<Response> {
  const connector = z.guid().safeParse(request.nextUrl.searchParams.get('connector'));
  const status = connector.success ? await getApprovalStatus(connector.data) : null;
  return Response.json(status, { status: status ? 200 : 404 });
}
