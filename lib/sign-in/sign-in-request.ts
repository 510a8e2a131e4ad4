import 'server-only';
import type { NextRequest } from 'next/server';
import { type EntraProblem, readEntraProblem } from '@/lib/entra/entra-problem';
import { environment } from '@/lib/env';
import { wrongClockSeconds } from '@/lib/http/clock-difference';
import { countShared, type SharedLimit, signInReturns, signInStarts } from '@/lib/rate-limit/count-shared';
import { countedCaller } from '@/lib/request/current-request';
import { callbackUrlCookieName } from '@/lib/session/session-cookie';
import type { SignInFailure } from './sign-in-failure';
import { recordSignInRefusal } from './sign-in-refusal';

/**
 * What next-auth should not see: too many starts, and refusals of Entra, of which it would lose the reason.
 *
 * @param action parts of the path below /api/auth
 * @returns an answer instead of next-auth's, or null
 */
export async function interceptSignInRequest(
  request: NextRequest,
  action: readonly string[],
): Promise<Response | null> {
  const [verb] = action;
  if (verb === 'signin' && request.method === 'POST') return refuseTooMany();
  const error = request.nextUrl.searchParams.get('error');
  if (verb === 'callback' && error) return explainRefusal(request, error);
  return verb === 'callback' ? refuseTooManyReturns() : null;
}

async function countAddress(limit: SharedLimit): Promise<number | null> {
  const address = await countedCaller();
  return countShared(limit, { key: address, address });
}

async function refuseTooMany(): Promise<Response | null> {
  const wait = await countAddress(signInStarts);
  if (wait === null) return null;
  await recordSignInRefusal('rate limit');
  // The client of next-auth goes wherever `url` says.
  const url = new URL('/sign-in?problem=tooMany', environment().PORTAL_URL);
  return Response.json({ url }, { status: 429, headers: { 'Retry-After': String(wait) } });
}

/** A state can be brought back again and again, and each code costs a call of Entra. */
async function refuseTooManyReturns(): Promise<Response | null> {
  const wait = await countAddress(signInReturns);
  if (wait === null) return null;
  await recordSignInRefusal('rate limit');
  return Response.redirect(new URL('/sign-in?problem=tooMany', environment().PORTAL_URL), 302);
}

async function explainRefusal(request: NextRequest, error: string): Promise<Response> {
  const description = request.nextUrl.searchParams.get('error_description') ?? '';
  const problem = readEntraProblem({ error, description });
  await recordSignInRefusal(problem.kind);
  return Response.redirect(explained(request, problem), 302);
}

const ofTheClock: EntraProblem = { kind: 'clock', aadsts: null, correlationId: null };

/**
 * The same for what next-auth asked of Entra by itself and did not get.
 *
 * @param answer next-auth's, which says only that something failed
 */
export async function explainFailure(
  request: NextRequest,
  { problem: found }: SignInFailure,
  answer: Response,
): Promise<Response> {
  // Next-auth's own checks compare times, too.
  const problem = found ?? (wrongClockSeconds() === null ? null : ofTheClock);
  await recordSignInRefusal(problem?.kind ?? 'unfinished');
  if (!problem) return answer;
  const url = explained(request, problem);
  const headers = new Headers(answer.headers);
  if (!headers.has('location')) return Response.json({ url }, { status: answer.status, headers });
  headers.set('location', url.href);
  return new Response(null, { status: 302, headers });
}

const LONGEST_ADDRESS = 2_000;

function explained(request: NextRequest, { kind, aadsts, correlationId, network }: EntraProblem): URL {
  const target = new URL('/sign-in', environment().PORTAL_URL);
  target.searchParams.set('problem', kind);
  if (network) target.searchParams.set('network', network.kind);
  if (aadsts !== null) target.searchParams.set('code', String(aadsts));
  if (correlationId !== null) target.searchParams.set('correlation', correlationId);
  const from = request.cookies.get(callbackUrlCookieName())?.value;
  // A cookie is a stranger's as well, and an answer's address must not grow with it.
  if (from && from.length <= LONGEST_ADDRESS) target.searchParams.set('callbackUrl', from);
  return target;
}
