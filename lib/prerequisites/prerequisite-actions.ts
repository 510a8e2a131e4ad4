'use server';

import { admitViewer } from '@/lib/session/access';
import { forgetAnswers } from '@/lib/session/kept-answers';
import { findSession } from '@/lib/session/session-queries';
import { getPrerequisites } from './prerequisite-queries';

/**
 * `Check again`: asks anew, so that the page which is drawn next knows the roles that were found. Whoever is signed out
 * or may no longer look learns it from that page.
 */
export async function checkTenantAgain(): Promise<void> {
  const session = await findSession();
  if (!session || !admitViewer(session)) return;
  forgetAnswers(session.id);
  await getPrerequisites();
}
