import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import { type EntraProblem, readEntraProblem } from '@/lib/entra/entra-problem';
import { environmentCloud } from '@/lib/env';
import { readNetworkFailure } from '@/lib/http/network-cause';
import type { NetworkKind } from '@/lib/http/network-kind';
import { tellWatchers } from '@/lib/http/outgoing-fetch';

/** Why next-auth could not finish a sign-in. null: by its own checks, of which the state is one. */
export type SignInFailure = { readonly problem: EntraProblem | null };

/** What next-auth says when Entra, or the way to it, is what failed; to its log alone, which all requests share. */
const CODES = ['OAUTH_CALLBACK_ERROR', 'SIGNIN_OAUTH_ERROR'];

const requests = new AsyncLocalStorage<{ failure: SignInFailure | null }>();

/** Lets next-auth work. @returns its answer, and what it told its log meanwhile */
export async function watchSignIn<Answer>(work: () => Promise<Answer>) {
  const request: { failure: SignInFailure | null } = { failure: null };
  const answer = await requests.run(request, work);
  return { answer, failure: request.failure };
}

/** For next-auth's log. */
export function noteFailure(code: string, metadata: unknown): void {
  const request = requests.getStore();
  if (request && CODES.includes(code)) request.failure = { problem: readFailure(metadata) };
}

/** The protocol library compares the times of an id token with its own clock. */
const OF_THE_CLOCK = /^(?:id_token|JWT) (?:issued in the future|not active yet|expired)/;

/** The library reaches Entra by sockets of its own: what it met is told to the log as everybody's. */
function unreachable(kind: NetworkKind, code: string): EntraProblem {
  const network = { kind, code, host: new URL(environmentCloud().authorityHost).hostname };
  tellWatchers(network);
  return { kind: 'unreachable', aadsts: null, correlationId: null, network };
}

const metadataSchema = z.object({ error: z.object({ message: z.string(), code: z.string().optional() }) });

/** The protocol library keeps the token endpoint's words in its message: error, and description in brackets. */
function readFailure(metadata: unknown): EntraProblem | null {
  const told = metadataSchema.safeParse(metadata).data?.error;
  if (!told) return null;
  const [, error, description] = /^(\w+) \((.*)\)$/s.exec(told.message) ?? [];
  if (error && description) return readEntraProblem({ error, description });
  const plain = { aadsts: null, correlationId: null };
  if (/^expected 200 OK.*, got: (429|5\d\d)/.test(told.message)) return { kind: 'unavailable', ...plain };
  if (OF_THE_CLOCK.test(told.message)) return { kind: 'clock', ...plain };
  if (told.message.startsWith('outgoing request timed out')) return unreachable('timeout', 'ETIMEDOUT');
  const failure = told.code === undefined ? null : readNetworkFailure(Object.assign(new Error(), { code: told.code }));
  return failure && unreachable(failure.kind, failure.code);
}
