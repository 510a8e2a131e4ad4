import { requestAppToken } from '../lib/entra/app-token';
import type { ClientCredential, EntraApplication } from '../lib/entra/entra-client';
import type { EntraProblem } from '../lib/entra/entra-problem';
import type { PortalCredentials } from '../lib/portal-credentials';
import { type Finding, ok, problem, unknown } from './finding';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/**
 * Whether Entra ID takes the portal's credential, by asking for a token of the application itself. The token is
 * forgotten at once; without application permissions it opens nothing.
 */
export async function checkCredential(
  application: EntraApplication,
  { current, next }: PortalCredentials,
  resource: string,
): Promise<readonly Finding[]> {
  const named = [
    { credential: current, name: nameOf(current) },
    ...(next ? [{ credential: next, name: `next ${nameOf(next)}` }] : []),
  ];
  const findings = await Promise.all(
    named.map(async ({ credential, name }) => {
      const token = await requestAppToken({ ...application, ...credential }, resource);
      return [
        token.ok ? ok('credential', `Entra ID takes the ${name}.`) : refused(token.error, name),
        ...ends(credential, name),
      ];
    }),
  );
  return findings.flat();
}

function nameOf(credential: ClientCredential): string {
  return 'clientSecret' in credential ? 'client secret' : 'certificate';
}

function ends(credential: ClientCredential, name: string): readonly Finding[] {
  if ('clientSecret' in credential) {
    return [
      unknown(
        'credential',
        `When the ${name} ends cannot be seen from here.`,
        'Look under Certificates & secrets of the registration, and note the day: from then on nobody can sign in.',
      ),
    ];
  }
  const { endsAt } = credential.clientCertificate;
  const day = new Date(endsAt).toISOString().slice(0, 10);
  const days = Math.floor((endsAt - Date.now()) / DAY_MS);
  if (days >= SOON_DAYS) return [ok('credential', `The ${name} ends on ${day}, in ${days} days.`)];
  const says = days < 0 ? `The ${name} ended on ${day}.` : `The ${name} ends on ${day}, in ${days} days.`;
  return [problem('credential', says, 'Run npm run connect: it makes and registers a new one.')];
}

const remedies: Readonly<Partial<Record<EntraProblem['kind'], string>>> = {
  secret: 'Make a new one: npm run connect, or Certificates & secrets of the registration. Copy the value, not its id.',
  setup: 'See whether ENTRA_CLIENT_ID and ENTRA_TENANT_ID belong together, and CLOUD is the right one.',
  access: 'An administrator has switched sign-in off for this application: Enterprise applications, Properties.',
  policy: 'A Conditional Access policy for workload identities stands in the way.',
  throttled: 'Try again in some minutes.',
  unavailable: 'Try again in some minutes.',
};

function refused({ kind, aadsts, correlationId }: EntraProblem, name: string): Finding {
  if (kind === 'unreachable')
    return unknown('credential', `Entra ID was not reached to try the ${name}.`, 'See above.');
  const place = [aadsts && `AADSTS${aadsts}`, correlationId && `correlation ${correlationId}`]
    .filter(Boolean)
    .join(', ');
  const says = `Entra ID does not take the ${name}${place ? ` (${place})` : ''}.`;
  return problem(
    'credential',
    says,
    remedies[kind] ?? 'Look in the sign-in logs of Entra ID, Service principal sign-ins.',
  );
}
