/** What one check found. `unknown`: it cannot be seen from here, which is neither good nor bad. */
export type Finding = {
  readonly check: CheckId;
  readonly state: 'ok' | 'problem' | 'unknown';
  /** What is so, in one sentence. */
  readonly says: string;
  /** What to do about it; left out when there is nothing to do. */
  readonly remedy?: string;
};

export type CheckId =
  | 'settings'
  | 'database'
  | 'reachability'
  | 'clock'
  | 'tenant'
  | 'credential'
  | 'redirects'
  | 'claims'
  | 'portalAddress'
  | 'consent';

export function ok(check: CheckId, says: string): Finding {
  return { check, state: 'ok', says };
}

export function problem(check: CheckId, says: string, remedy: string): Finding {
  return { check, state: 'problem', says, remedy };
}

export function unknown(check: CheckId, says: string, remedy: string): Finding {
  return { check, state: 'unknown', says, remedy };
}
