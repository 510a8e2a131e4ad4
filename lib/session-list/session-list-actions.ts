'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { currentRequestId } from '@/lib/request/current-request';
import { fail, succeed } from '@/lib/result';
import { authorizeOperator } from '@/lib/session/access';
import { asViewer, defineAction } from '@/lib/session/define-action';
import { endSession } from '@/lib/session/end-session';
import { sessionStore } from '@/lib/session/session-store';
import { handleOf, mayEndSessions } from './session-list';

/** `End this`: one of the person's own, or, by an operator, another person's. Ended already is as good. */
export const endListedSession = defineAction(
  { access: asViewer, input: z.tuple([z.string().max(64)]) },
  async ({ caller: { session } }, handle) => {
    if (!mayEndSessions(session, Date.now())) return fail('signInOld');
    const { tenantId, personId } = session;
    const isOperator = authorizeOperator(session) !== null;
    const open = await sessionStore.listOpen(isOperator ? { tenantId } : { tenantId, personId });
    const found = open.find((each) => handleOf(each) === handle);
    if (found) {
      const requestId = await currentRequestId();
      const isOwn = found.personId === personId;
      await endSession(found, { reason: isOwn ? 'person' : 'operator', by: session, requestId });
    }
    refresh();
    return succeed(undefined);
  },
);

/** `End all others`: every session of the person but the one that asks. */
export const endOtherSessions = defineAction(
  { access: asViewer, input: z.tuple([]) },
  async ({ caller: { session } }) => {
    if (!mayEndSessions(session, Date.now())) return fail('signInOld');
    const { tenantId, personId } = session;
    const requestId = await currentRequestId();
    for (const each of await sessionStore.listOpen({ tenantId, personId })) {
      if (each.id !== session.id) await endSession(each, { reason: 'person', by: session, requestId });
    }
    refresh();
    return succeed(undefined);
  },
);
