import 'server-only';
import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { environment } from '@/lib/env';
import { authOptions } from './auth-options';
import { watchSignIn } from './sign-in-failure';
import { explainFailure, interceptSignInRequest } from './sign-in-request';

/**
 * A route of next-auth, by its words below /api/auth. Each that is used has a file of its own in app/: what next-auth
 * would answer beside them does not exist.
 */
export function nextAuthRoute(...nextauth: string[]): (request: NextRequest) => Promise<Response> {
  return async (request) => {
    if (request.method === 'POST' && !isForm(request)) return new Response(null, { status: 415 });
    const answer = await interceptSignInRequest(request, nextauth);
    if (answer) return answer;
    const { answer: handled, failure } = await watchSignIn(async () => {
      const made: unknown = await NextAuth(request, { params: Promise.resolve({ nextauth }) }, authOptions());
      return made;
    });
    if (!(handled instanceof Response)) return new Response(null, { status: 500 });
    return toSignIn(failure ? await explainFailure(request, failure, handled) : handled);
  };
}

/** The only kind of body that next-auth's own client sends; of others next-auth fails on what it cannot read. */
function isForm({ headers }: NextRequest): boolean {
  const [type = ''] = (headers.get('content-type') ?? '').split(';', 1);
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** next-auth sends whoever fails to a page of its own, which would only send them on to ours. */
async function toSignIn(answer: Response): Promise<Response> {
  const { PORTAL_URL } = environment();
  const ours = (text: string) =>
    ['error', 'signin'].reduce(
      (address, page) => address.replace(`${PORTAL_URL}/api/auth/${page}`, `${PORTAL_URL}/sign-in`),
      text,
    );
  const headers = new Headers(answer.headers);
  const location = headers.get('location');
  if (location !== null) headers.set('location', ours(location));
  const body = answer.body && (headers.get('content-type') ?? '').startsWith('application/json');
  return new Response(body ? ours(await answer.text()) : answer.body, { status: answer.status, headers });
}
