import { z } from 'zod';
import { type Finding, ok, problem, unknown } from './finding';

const TIMEOUT_MS = 10_000;
const LONGEST_ANSWER = 200_000;

export type TenantPlace = { readonly authorityHost: string; readonly tenantId: string; readonly clientId: string };

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
});

export type Discovery = z.infer<typeof discoverySchema>;

/** Whether the tenant exists in this cloud, and is the one that the settings name. */
export async function checkTenant(
  { authorityHost, tenantId }: TenantPlace,
  send: typeof fetch,
): Promise<{ readonly finding: Finding; readonly discovery: Discovery | null }> {
  const address = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`;
  const answer = await send(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
  if (!answer)
    return { finding: unknown('tenant', 'Microsoft Entra ID was not reached.', 'See above.'), discovery: null };
  const text = (await answer.text()).slice(0, LONGEST_ANSWER);
  const discovery = answer.ok ? (discoverySchema.safeParse(parse(text)).data ?? null) : null;
  if (discovery?.issuer.includes(tenantId))
    return { finding: ok('tenant', `The tenant ${tenantId} is there.`), discovery };
  const finding = problem(
    'tenant',
    answer.ok
      ? `Entra ID answers for another tenant than ${tenantId}.`
      : `Entra ID knows no tenant ${tenantId} in this cloud.`,
    'Take ENTRA_TENANT_ID from Entra ID > Overview, and CLOUD from where the tenant lives.',
  );
  return { finding, discovery: null };
}

type Redirect = { readonly path: string; readonly why: string };

const redirects: readonly Redirect[] = [
  { path: '/api/auth/callback/entra', why: 'nobody can sign in' },
  { path: '/consent/callback', why: 'the pop-ups cannot come back' },
  { path: '/sign-in', why: 'sign-out ends on a page of Entra ID' },
];

/**
 * Whether the registration has the portal's addresses: Entra ID sends a browser only to one that is registered, and says
 * on a page of its own when it is not. Asked without signing anybody in.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest `prompt=none`
 */
export function checkRedirects(
  { authorization_endpoint }: Discovery,
  { clientId, portalUrl }: Pick<TenantPlace, 'clientId'> & { readonly portalUrl: string },
  send: typeof fetch,
): Promise<readonly Finding[]> {
  return Promise.all(
    redirects.map(async ({ path, why }) => {
      const redirectUri = portalUrl + path;
      const query = new URLSearchParams({
        ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid', prompt: 'none' },
        ...{ state: 'npm-run-check', nonce: 'npm-run-check' },
      });
      const address = `${authorization_endpoint}?${query.toString()}`;
      const answer = await send(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
        () => null,
      );
      if (!answer) return unknown('redirects', `Whether ${redirectUri} is registered was not seen.`, 'See above.');
      const page = (await answer.text()).slice(0, LONGEST_ANSWER);
      if (answer.headers.get('location')?.startsWith(redirectUri))
        return ok('redirects', `${redirectUri} is registered.`);
      return judgePage(page, redirectUri, why);
    }),
  );
}

function judgePage(page: string, redirectUri: string, why: string): Finding {
  const number = /AADSTS(\d{4,9})/.exec(page)?.[1];
  if (number === '50011') {
    return problem(
      'redirects',
      `${redirectUri} is not registered (AADSTS50011): ${why}.`,
      'Add it under Authentication, platform Web, or run npm run connect.',
    );
  }
  if (number === '700016') {
    return problem(
      'redirects',
      'The tenant has no application with ENTRA_CLIENT_ID (AADSTS700016).',
      'Take it from the registration, or run npm run connect.',
    );
  }
  return unknown(
    'redirects',
    `Whether ${redirectUri} is registered was not seen${number ? ` (AADSTS${number})` : ''}.`,
    'Look under Authentication of the registration, platform Web.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
