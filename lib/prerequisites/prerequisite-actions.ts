'use server';

import { forgetAnswers } from '@/lib/session/kept-answers';
import { findSession } from '@/lib/session/session-queries';

/** `Check again`: what the page reads next is asked for anew. Whoever is signed out learns it from the page. */
export async function checkTenantAgain(): Promise<void> {
  const session = await findSession();
  if (session) forgetAnswers(session.id);
}
