import { type DirectoryRole, knownRoles } from './directory-roles';
import type { Session } from './session';

/** What a person's active roles allow in this portal. */
export type AccessLevel = 'operator' | 'viewer' | 'none';

const operatorPartners: readonly DirectoryRole[] = ['applicationAdministrator', 'cloudApplicationAdministrator'];

const viewerRoles: readonly DirectoryRole[] = [
  'securityAdministrator',
  'securityReader',
  'securityOperator',
  'globalReader',
];

/** @param templateIds role template ids that are active now */
export function accessLevel(templateIds: readonly string[]): AccessLevel {
  const roles = knownRoles(templateIds);
  if (roles.includes('globalAdministrator')) return 'operator';
  const paired = operatorPartners.some((role) => roles.includes(role));
  if (roles.includes('securityAdministrator') && paired) return 'operator';
  return viewerRoles.some((role) => roles.includes(role)) ? 'viewer' : 'none';
}

// The classes stay in this file: a Viewer or an Operator exists only where one of the functions below judged a
// session, so a use case that asks for one cannot be called without that.

class AuthorizedViewer {
  readonly #authorized = true;
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  get authorized(): boolean {
    return this.#authorized;
  }
}

class AuthorizedOperator extends AuthorizedViewer {
  readonly #mayChange = true;

  get mayChange(): boolean {
    return this.#mayChange;
  }
}

/** May look. */
export type Viewer = AuthorizedViewer;
/** May change things. */
export type Operator = AuthorizedOperator;

export function authorizeViewer(session: Session): Viewer | null {
  return accessLevel(session.roles) === 'none' ? null : new AuthorizedViewer(session);
}

export function authorizeOperator(session: Session): Operator | null {
  return accessLevel(session.roles) === 'operator' ? new AuthorizedOperator(session) : null;
}

/**
 * A Security Administrator who owns the connector's service principal may change that connector: judged anew for each
 * deed on a connector, by authorizeOnConnector.
 *
 * @param ownerIds object ids of the service principal's owners
 */
export function authorizeOwner(session: Session, ownerIds: readonly string[]): Operator | null {
  const secures = knownRoles(session.roles).includes('securityAdministrator');
  return secures && ownerIds.includes(session.personId) ? new AuthorizedOperator(session) : null;
}
