import 'server-only';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type EntraProblemKind, entraProblemKinds } from '@/lib/entra/entra-problem';
import { environment } from '@/lib/env';
import { currentRequestId } from '@/lib/request/current-request';
import { safeReturnPath } from '@/lib/request/return-path';
import { findSession } from './session-queries';

export type SignInProblem = EntraProblemKind | 'otherTenant' | 'tooMany' | 'unfinished';

/** What the sign-in page shows. */
export type SignInView = {
  /** Where to go afterwards: a path of this portal. */
  readonly returnPath: string;
  readonly problem: SignInProblem | null;
  readonly aadsts: number | null;
  readonly correlationId: string | null;
  readonly requestId: string;
  readonly signedOut: boolean;
};

const problems = [...entraProblemKinds, 'otherTenant', 'tooMany'] as const;

const querySchema = z.object({
  from: z.string().optional().catch(undefined),
  callbackUrl: z.string().optional().catch(undefined),
  problem: z.enum(problems).optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  code: z.coerce.number().int().optional().catch(undefined),
  correlation: z.guid().optional().catch(undefined),
  signedOut: z.string().optional().catch(undefined),
});

/** Whoever is signed in already goes on. */
export async function getSignIn(query: unknown): Promise<SignInView> {
  const asked = querySchema.parse(query);
  const returnPath = safeReturnPath(asked.from ?? pathOf(asked.callbackUrl));
  if (await findSession()) redirect(returnPath);
  return {
    returnPath,
    problem: asked.problem ?? (asked.error ? 'unfinished' : null),
    aadsts: asked.code ?? null,
    correlationId: asked.correlation ?? null,
    requestId: await currentRequestId(),
    signedOut: asked.signedOut !== undefined,
  };
}

/** next-auth hands back a whole address. */
function pathOf(address: string | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.origin === environment().PORTAL_URL ? url.pathname + url.search : null;
}
