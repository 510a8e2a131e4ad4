import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/session/auth-options';
import { admitSignInRequest } from '@/lib/session/sign-in-request';

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  const answer = await admitSignInRequest(request, nextauth);
  if (answer) return answer;
  const handled: unknown = await NextAuth(request, context, authOptions());
  return handled instanceof Response ? handled : new Response(null, { status: 500 });
}

export { handle as GET, handle as POST };
