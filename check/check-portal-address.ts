import { type Finding, ok, problem, unknown } from './finding';
import { networkWords } from './network-words';

const TIMEOUT_MS = 10_000;

/** Whether the portal answers where people will look for it. It need not run yet. */
export async function checkPortalAddress(portalUrl: string, send: typeof fetch): Promise<Finding> {
  const address = `${portalUrl}/api/health`;
  try {
    const answer = await send(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const isPortal = /"database"/.test((await answer.text()).slice(0, 10_000));
    if (isPortal) return ok('portalAddress', `The portal answers at ${portalUrl}.`);
    return problem(
      'portalAddress',
      `Something else than the portal answers at ${portalUrl} (HTTP ${answer.status}).`,
      'Let the reverse proxy pass every path on to the portal, with the Host header as it came.',
    );
  } catch (error) {
    const { code, says, remedy } = networkWords(error);
    if (code === 'ECONNREFUSED') {
      return unknown('portalAddress', `Nothing listens at ${portalUrl} yet.`, 'Start the portal, then run this again.');
    }
    return problem('portalAddress', `${portalUrl} cannot be reached from here: ${says} (${code}).`, remedy);
  }
}
