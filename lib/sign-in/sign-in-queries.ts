import 'server-only';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type EntraProblemKind, entraProblemKinds } from '@/lib/entra/entra-problem';
import { environment } from '@/lib/env';
import { type NetworkKind, networkKinds } from '@/lib/http/network-kind';
import { currentRequestId } from '@/lib/request/current-request';
import { safeReturnPath } from '@/lib/request/return-path';
import { findSession } from '@/lib/session/session-queries';

export type SignInProblem = EntraProblemKind | 'otherTenant' | 'tooMany' | 'unfinished';

/** What the sign-in page shows. */
export type SignInView = {
  /** Where to go afterwards: a path of this portal. */
  readonly returnPath: string;
  readonly problem: SignInProblem | null;
  readonly aadsts: number | null;
  readonly correlationId: string | null;
  /** Why Microsoft could not be reached. */
  readonly network: NetworkKind | null;
  readonly requestId: string;
  readonly signedOut: boolean;
  /** The tenant has not allowed everything: go on with what it has. Refused that too, an administrator is needed. */
  readonly limited: 'offered' | 'refused' | null;
};

const problems = [...entraProblemKinds, 'otherTenant', 'tooMany'] as const;

const querySchema = z.object({
  from: z.string().optional().catch(undefined),
  callbackUrl: z.string().optional().catch(undefined),
  problem: z.enum(problems).optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  network: z.enum(networkKinds).optional().catch(undefined),
  code: z.coerce.number().int().optional().catch(undefined),
  correlation: z.guid().optional().catch(undefined),
  signedOut: z.string().optional().catch(undefined),
});

/** Whoever is signed in already goes on. */
export async function getSignIn(query: unknown): Promise<SignInView> {
  const asked = querySchema.parse(query);
  const attempt = readAttempt(asked.from ?? pathOf(asked.callbackUrl));
  const returnPath = safeReturnPath(attempt.from);
  if (await findSession()) redirect(returnPath);
  return {
    returnPath,
    problem: asked.problem ?? (asked.error ? 'unfinished' : null),
    aadsts: asked.code ?? null,
    correlationId: asked.correlation ?? null,
    network: asked.network ?? null,
    requestId: await currentRequestId(),
    signedOut: asked.signedOut !== undefined,
    limited: describeLimit(asked.problem, attempt.limited),
  };
}

function describeLimit(problem: SignInProblem | undefined, attempted: boolean): SignInView['limited'] {
  if (problem !== 'adminApproval' && problem !== 'consentMissing') return null;
  return attempted ? 'refused' : 'offered';
}

type Attempt = { readonly from: string | null; readonly limited: boolean };

/** A sign-in that asked for less returns to this page first, which is how its refusal is told from the first one. */
function readAttempt(path: string | null): Attempt {
  const portal = environment().PORTAL_URL;
  const url = path && URL.canParse(path, portal) ? new URL(path, portal) : null;
  if (url?.pathname !== '/sign-in' || !url.searchParams.has('limited')) return { from: path, limited: false };
  return { from: url.searchParams.get('from'), limited: true };
}

/** next-auth hands back a whole address. */
function pathOf(address: string | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.origin === environment().PORTAL_URL ? url.pathname + url.search : null;
}
