import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { BreakFault, FaultEffect } from './fault';

/** What a request carries while it passes: the connection below it and the fault it met. */
export type FaultEnv = {
  Bindings: { readonly incoming?: IncomingMessage };
  Variables: { fault?: FaultEffect['kind'] };
};

/** The client sees a connection that ends without an answer, or none at all until it gives up. */
export async function breakConnection(context: Context<FaultEnv>, { kind }: BreakFault): Promise<Response> {
  const { incoming } = context.env;
  if (incoming === undefined) throw new Error('Only a real connection can be broken.');
  const { socket } = incoming;
  if (kind === 'reset') socket.destroy();
  else if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
  return new Response(null, { status: 500 });
}
