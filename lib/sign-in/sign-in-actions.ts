'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { listRoles } from '@/lib/graph/members';
import { currentRequestId } from '@/lib/request/current-request';
import { safeReturnPath } from '@/lib/request/return-path';
import { definePublicAction } from '@/lib/session/define-action';
import { endSession } from '@/lib/session/end-session';
import { readGraph } from '@/lib/session/graph-access';
import { forgetAnswers } from '@/lib/session/kept-answers';
import { isHttps, sessionCookieName } from '@/lib/session/session-cookie';
import { findSession } from '@/lib/session/session-queries';
import { sessionStore } from '@/lib/session/session-store';

const formSchema = z.tuple([z.instanceof(FormData)]);

/** Ends the session. Microsoft's own goes on: sign-in asks for the account each time. */
export const signOut = definePublicAction({ input: z.tuple([]) }, async () => {
  await leave();
  redirect('/sign-in?signedOut');
});

/** For those who were refused, to sign in with another account. */
export const switchAccount = definePublicAction({ input: formSchema }, async (form) => {
  await leave();
  const from = form.get('from');
  redirect(typeof from === 'string' ? `/sign-in?from=${encodeURIComponent(safeReturnPath(from))}` : '/sign-in');
});

async function leave(): Promise<void> {
  const session = await findSession();
  const jar = await cookies();
  jar.delete({ name: sessionCookieName(), path: '/', secure: isHttps() });
  if (session) await endSession(session, { reason: 'signedOut', requestId: await currentRequestId() });
}

/** For those who were refused: looks again which roles are active now, then goes on. */
export const checkRolesAgain = definePublicAction({ input: formSchema }, async (form) => {
  const session = await findSession();
  const graph = session && (await readGraph(session));
  const roles = graph && (await listRoles(graph));
  if (session) forgetAnswers(session.id);
  if (session && roles?.ok && roles.value.complete) await sessionStore.saveRoles(session.id, roles.value.templateIds);
  const from = form.get('from');
  redirect(safeReturnPath(typeof from === 'string' ? from : null));
});
