'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { succeed } from '@/lib/result';
import { asViewer, defineAction } from '@/lib/session/define-action';
import { forgetAnswers } from '@/lib/session/kept-answers';
import { getPrerequisites } from './prerequisite-queries';

/** `Check again`: asks anew, so that the page which is drawn next knows the roles that were found. */
export const checkTenantAgain = defineAction({ access: asViewer, input: z.tuple([]) }, async ({ caller }) => {
  forgetAnswers(caller.session.id);
  await getPrerequisites();
  refresh();
  return succeed(undefined);
});
