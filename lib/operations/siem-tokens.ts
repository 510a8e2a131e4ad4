import type { SiemTrial } from '@/lib/verification/siem-call';

/** Lives in one answer and one screen. */
export type SiemTokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ISO 8601, UTC. */
  readonly accessTokenExpiresAt: string;
  readonly refreshTokenExpiresAt: string;
  /** Key id of the short-lived credential when it could not be removed; null when nothing stayed behind. */
  readonly leftKeyId: string | null;
  /** What the API said to the SIEM's own call with this access token: it acts as the person who signed in. */
  readonly trial: SiemTrial;
};
