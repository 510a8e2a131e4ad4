import 'server-only';
import { apiFacts } from '@/lib/cloud/alert-api';
import type { ElevatedToken } from './elevated-token';
import type { SiemTokens } from './siem-tokens';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { tokenProblem, plainProblem } from '@/lib/directory/step-problem';
import { retryUntilConsistent } from '@/lib/directory/replication';
import type { EntraClient } from '@/lib/entra/entra-client';
import { verifyIdToken } from '@/lib/entra/id-token';
import { redeemCode } from '@/lib/entra/token-request';
import type { DelegatedTokens } from '@/lib/entra/token-response';
import { fail, type Result, succeed } from '@/lib/result';
import { makeSiemCall } from '@/lib/verification/siem-call';
import { withShortLivedCredential } from '@/lib/directory/short-lived-credential';

export type ExchangePlan = {
  readonly connector: Connector;
  readonly elevatedToken: ElevatedToken;
  readonly redirectUri: string;
};

/** Entra's default for refresh tokens of confidential clients. @see https://learn.microsoft.com/entra/identity-platform/refresh-tokens */
const REFRESH_TOKEN_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Redeems the sign-in to the connector application with a credential that exists for this exchange only. The SIEM's
 * own secret is not needed.
 */
export async function exchangeTokens(
  context: DirectoryContext,
  { connector, elevatedToken, redirectUri }: ExchangePlan,
): Promise<Result<SiemTokens, StepProblem>> {
  const { appId } = connector;
  if (!appId || !elevatedToken.connector) return fail(plainProblem('signInAgain'));
  const place = context.findApi(connector);
  if (!place) return fail(plainProblem('apiMissing'));
  const { authorityHost, clock } = context;
  const application = { authorityHost, tenantId: connector.tenantId, clientId: appId, clock };
  const redemption = { ...elevatedToken.connector, redirectUri, scopes: delegatedScopes(connector, place.resource) };
  const { outcome, leftKeyId } = await withShortLivedCredential(context, connector, (clientSecret) =>
    redeem(context, { ...application, clientSecret }, redemption),
  );
  if (!outcome.ok) return outcome;
  const tokens = outcome.value;
  const claims = await verifyIdToken(application, tokens.idToken, elevatedToken.connector.nonce);
  const { session } = context.operator;
  if (claims?.oid !== session.personId || claims.tid !== session.tenantId) return fail(plainProblem('signInAgain'));
  if (!tokens.refreshToken) return fail(plainProblem('malformed'));
  const issuedAt = new Date(context.clock.now());
  const refreshTokenExpiresAt = new Date(issuedAt.getTime() + REFRESH_TOKEN_DAYS * DAY_MS);
  const accessTokenExpiresAt = new Date(tokens.expiresAt);
  await context.connectors.update(connector, {
    accessTokenExpiresAt,
    refreshTokenIssuedAt: issuedAt,
    refreshTokenExpiresAt,
  });
  return succeed({
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    accessTokenExpiresAt: accessTokenExpiresAt.toISOString(),
    refreshTokenExpiresAt: refreshTokenExpiresAt.toISOString(),
    leftKeyId,
    trial: await makeSiemCall(context, connector, { ...place, accessToken: tokens.accessToken }),
  });
}

/**
 * What the SIEM will act with: the person's permission to read alerts, and a refresh token.
 *
 * @param resource what the API's tokens are asked for, such as https://graph.microsoft.com
 */
export function delegatedScopes({ api }: Connector, resource: string): readonly string[] {
  return [`${resource}/${apiFacts(api).delegatedScope}`, 'offline_access'];
}

type Redemption = Parameters<typeof redeemCode>[1];

async function redeem(
  context: DirectoryContext,
  client: EntraClient,
  redemption: Redemption,
): Promise<Result<DelegatedTokens, StepProblem>> {
  return retryUntilConsistent(context.clock, async () => {
    const redeemed = await redeemCode(client, redemption);
    return redeemed.ok ? redeemed : tokenProblem(redeemed.error);
  });
}
