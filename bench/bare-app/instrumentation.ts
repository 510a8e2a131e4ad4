/** Makes the row that the page reads, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { makeBareRow } = await import('./make-bare-row');
  await makeBareRow();
}
