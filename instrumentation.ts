/** Runs once, before the server takes its first request. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime as well, and drops what this names there.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startPortal } = await import('./lib/start/start-portal');
  await startPortal();
}
