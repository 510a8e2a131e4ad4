import type { Instrumentation } from 'next';

/** Runs once, before the server takes its first request. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime as well, and drops what this names there.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startPortal } = await import('./lib/start/start-portal');
  await startPortal();
}

/** What a page, an action or a route threw. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logRequestError } = await import('./lib/start/request-error');
  logRequestError(error, { requestId: request.headers['x-request-id'], route: context.routePath });
};
