import { z } from 'zod';

/** What must be compared when the browser comes back from Entra, sealed in the operation's row. */
export const authorizationTransactionSchema = z.object({ nonce: z.string(), codeVerifier: z.string() });
export type AuthorizationTransaction = z.infer<typeof authorizationTransactionSchema>;

/** What consent brought, sealed in the operation's row until the work that it allows has ended. */
export const elevatedTokenSchema = z.object({
  /** For Microsoft Graph. Its refresh token was dropped. */
  accessToken: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  /** Sign-in to the connector application, still to be redeemed. */
  connector: authorizationTransactionSchema.extend({ code: z.string() }).nullable(),
});
export type ElevatedToken = z.infer<typeof elevatedTokenSchema>;
