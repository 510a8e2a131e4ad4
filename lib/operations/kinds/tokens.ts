import 'server-only';
import { succeed } from '@/lib/result';
import { defineOperation } from '../define-operation';
import { exchangeTokens } from '../exchange-tokens';

/** An access token and a refresh token of the person who signed in, for a SIEM that asks for them. */
export const tokens = defineOperation({
  kind: 'tokens',
  action: 'tokens-generate',
  step: 'tokens',
  async run(context, { connector, elevatedToken, redirectUri }) {
    const exchanged = await exchangeTokens(context, { connector, elevatedToken, redirectUri });
    if (!exchanged.ok) return exchanged;
    const result = { kind: 'tokens', tokens: exchanged.value } as const;
    return succeed({ outcome: { kind: 'tokens', leftKeyId: exchanged.value.leftKeyId }, result });
  },
  auditDetail: (outcome) => ({ leftKeyId: outcome.kind === 'tokens' ? outcome.leftKeyId : null }),
});
