import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { findApprovalReader } from '@/lib/approval/approval-queries';
import { followApproval } from '@/lib/approval/follow-approval';
import { eventStream } from '@/lib/signal/event-stream';

/** Tells the page that waits for an administrator what they decide. */
export async function GET(request: NextRequest): Promise<Response> {
  const parsed = z.guid().safeParse(request.nextUrl.searchParams.get('connector'));
  const read = parsed.success ? await findApprovalReader(parsed.data) : null;
  if (!parsed.success || !read) return Response.json(null, { status: 404 });
  const following = { connectorId: parsed.data, lastEventId: request.headers.get('last-event-id') };
  return eventStream(request, (signal) => followApproval({ ...following, signal }, read));
}
