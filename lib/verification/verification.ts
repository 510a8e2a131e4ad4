import type { StepProblem } from '@/lib/connector/connector';
import type { SiemApi } from '@/lib/siem/connector-details';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { AlertView } from './alert-view';

/** Why a verification did not end with alerts. The words are the page's. */
export type VerificationProblem = {
  /**
   * credential: none could be made for this. token: Entra gave none. alerts: the API refused, or its answer did.
   * siemCall: the API answered, but not the call that the SIEM makes.
   */
  readonly at: 'credential' | 'token' | 'alerts' | 'siemCall';
  readonly problem: StepProblem;
};

/** The first call that the SIEM itself makes. */
export type SiemCall = {
  /** Whose call it was: another SIEM can be chosen afterwards. */
  readonly siemType: SiemType;
  /** With its query; of the detections API, what comes after its address. */
  readonly url: string;
  readonly milliseconds: number;
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
  /** Null when it was not made: another call failed before, or nobody can say what the SIEM asks. */
  readonly siemCall: SiemCall | null;
  readonly result:
    | { readonly kind: 'proven'; readonly alerts: readonly AlertView[] }
    | { readonly kind: 'failed'; readonly failure: VerificationProblem };
  /** Key id of the short-lived credential when it could not be removed; null when nothing stayed behind. */
  readonly leftKeyId: string | null;
};
