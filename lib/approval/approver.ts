import 'server-only';
import { mayGrant } from '@/lib/prerequisites/grantable-apis';
import { knownRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import type { AlertApi } from '@/lib/siem/connector-details';

// The class stays in this file: an Approver exists only where a session was judged for the API in question.

class AuthorizedApprover {
  readonly #mayDecide = true;
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  get mayDecide(): boolean {
    return this.#mayDecide;
  }
}

/** May decide about a connector of one API, though perhaps not look at connectors. */
export type Approver = AuthorizedApprover;

export function authorizeApprover(session: Session, api: AlertApi): Approver | null {
  return mayGrant(api, knownRoles(session.roles)) ? new AuthorizedApprover(session) : null;
}
