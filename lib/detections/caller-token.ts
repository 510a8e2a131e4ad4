import { defenderApiNames } from '@siem-connect/foundation/api-names';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { TokenFault } from '@/lib/bearer/prove-token';
import { alertApis, apiFacts, type ApiEndpoint, findApi } from '@/lib/cloud/alert-api';
import type { Cloud } from '@/lib/cloud/cloud';
import { fail, type Result, succeed } from '@/lib/result';
import type { AlertApi } from '@/lib/siem/connector-details';

/** Who is asking, as the token says. */
export type Caller = {
  readonly api: AlertApi;
  /** Where this portal's cloud has it. */
  readonly endpoint: ApiEndpoint;
  readonly token: string;
  /** Goes on as it came. */
  readonly authorization: string;
  /** Tells callers apart for the limits. */
  readonly name: string;
  /** The application that the token was issued to; null where the token does not say. */
  readonly appId: string | null;
};

export type TokenProblem =
  'missing' | 'unreadable' | 'retiredAudience' | 'otherAudience' | 'otherTenant' | TokenFault | 'refusedBefore';

/** Whose callers are answered, and where. */
export type TokenAudience = { readonly cloud: Cloud; readonly tenantId: string };

const claimsSchema = z.object({
  aud: z.union([z.string(), z.tuple([z.string()]).transform(([first]) => first)]),
  tid: z.string().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  oid: z.string().optional(),
  sub: z.string().optional(),
});

/** Names of an API beside the resource that tokens are asked for in a cloud, and its appId. */
const otherNames: Readonly<Record<AlertApi, readonly string[]>> = {
  'defender-alerts': defenderApiNames,
  'graph-alerts': [],
};

/** What tokens for the retired API were asked for. */
const retired = ['https://graph.windows.net', 'https://wdatpalertexport.seville.onmicrosoft.com'];

/**
 * Tells by the audience which API a bearer token is for, and by the tenant that it is no stranger's. It decodes and does
 * not verify, which is for `lib/bearer/prove-token.ts`.
 *
 * The host is never the caller's choice: it is the one where this portal's cloud has the API.
 *
 * @param header Authorization of the request, as it came
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export function readCaller(header: string | null, { cloud, tenantId }: TokenAudience): Result<Caller, TokenProblem> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (!token) return fail('missing');
  const claims = readClaims(token);
  if (!claims) return fail('unreadable');
  const audience = claims.aud.toLowerCase().replace(/\/$/, '');
  const name = [claims.tid, claims.appid ?? claims.azp, claims.oid ?? claims.sub].join('/');
  const authorization = `Bearer ${token}`;
  for (const api of alertApis) {
    // The usual region's host answers for every region.
    const endpoint = findApi(cloud, api, 'global');
    if (endpoint && [endpoint.resource, apiFacts(api).resourceAppId, ...otherNames[api]].includes(audience)) {
      if (claims.tid?.toLowerCase() !== tenantId) return fail('otherTenant');
      const appId =
        z
          .guid()
          .safeParse(claims.appid ?? claims.azp)
          .data?.toLowerCase() ?? null;
      return succeed({ api, endpoint, token, authorization, name, appId });
    }
  }
  return fail(retired.includes(audience) ? 'retiredAudience' : 'otherAudience');
}

function readClaims(token: string): z.infer<typeof claimsSchema> | null {
  try {
    return claimsSchema.safeParse(decodeJwt(token)).data ?? null;
  } catch {
    return null;
  }
}
