import { redirect } from 'next/navigation';
import { z } from 'zod';
import { openSignIn } from '@/lib/operation/authorization-request';
import { definePublicRoute } from '@/lib/session/define-route';

/** What is no operation's id leads where an unknown one does. */
const input = z.object({
  query: z.object({ operation: z.guid().nullable().catch(null), in: z.literal('tab').or(z.null()).catch(null) }),
});

/** What the pop-up opens. */
export const GET = definePublicRoute({ input }, async (_request, { query }) => {
  redirect(await openSignIn(query.operation, query.in ?? 'popup'));
});
