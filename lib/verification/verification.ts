import type { StepProblem } from '@/lib/connector/connector';
import type { SiemApi } from '@/lib/siem/connector-details';
import type { AlertView } from './alert-view';

/** Why a verification did not end with alerts. The words are the page's. */
export type VerificationProblem = {
  /** credential: none could be made for this. token: Entra gave none. alerts: the API refused, or its answer did. */
  readonly at: 'credential' | 'token' | 'alerts';
  readonly problem: StepProblem;
};

/** What one verification found. It lives in one answer and one screen; alerts are never stored. */
export type Verification = {
  /** ISO 8601, UTC. */
  readonly verifiedAt: string;
  /** What was called: as the SIEM does. */
  readonly api: SiemApi;
  /** What the page held, or one that was made for this and removed. */
  readonly credential: 'page' | 'short-lived';
  /** Application permissions in the token; null when there was no token. */
  readonly roles: readonly string[] | null;
  /** Round trips in milliseconds; null for one that was not made. */
  readonly tokenMs: number | null;
  readonly alertsMs: number | null;
  readonly result:
    | { readonly kind: 'proven'; readonly alerts: readonly AlertView[] }
    | { readonly kind: 'failed'; readonly failure: VerificationProblem };
  /** Key id of the short-lived credential when it could not be removed; null when nothing stayed behind. */
  readonly leftKeyId: string | null;
};
