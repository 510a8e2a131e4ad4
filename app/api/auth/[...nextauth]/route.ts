import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/sign-in/auth-options';
import { watchSignIn } from '@/lib/sign-in/sign-in-failure';
import { interceptSignInRequest, explainFailure } from '@/lib/sign-in/sign-in-request';

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  const answer = await interceptSignInRequest(request, nextauth);
  if (answer) return answer;
  const { answer: handled, failure } = await watchSignIn(async () => {
    const made: unknown = await NextAuth(request, context, authOptions());
    return made;
  });
  if (!(handled instanceof Response)) return new Response(null, { status: 500 });
  return failure ? explainFailure(request, failure, handled) : handled;
}

export { handle as GET, handle as POST };
