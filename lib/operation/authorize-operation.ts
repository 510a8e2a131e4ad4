import 'server-only';
import { authorizeOnConnector } from '@/lib/connector/connector-access';
import { connectorStore } from '@/lib/connector/connector-store';
import type { OperationRefusal } from '@/lib/operations/refusal';
import { fail, type Result, succeed } from '@/lib/result';
import { authorizeOperator, type Operator } from '@/lib/session/access';
import type { Session } from '@/lib/session/session';
import { findSession, recordRefusal } from '@/lib/session/session-queries';
import { authorizationDependencies } from './authorization-dependencies';
import { type Consent, findConsent } from './consent';
import type { Operation } from './operation';
import { operationStore } from './operation-store';

/** The signed-in person's own operation. */
export type OwnOperation = { readonly session: Session; readonly operation: Operation };

/** Somebody else's, another tenant's and one that never was look the same. */
export async function findOwnOperation(id: string): Promise<Result<OwnOperation, OperationRefusal>> {
  const session = await findSession();
  if (!session) return fail({ code: 'signedOut' });
  const { tenantId, personId } = session;
  const operation = await operationStore.find({ id, tenantId, personId });
  return operation ? succeed({ session, operation }) : fail({ code: 'unknown' });
}

/** An operation of the person's own, and the right and the consent to work on it. */
export type AuthorizedOperation = {
  readonly operator: Operator;
  /** The one that asks; another than the operation's where the person has signed in anew. */
  readonly session: Session;
  readonly operation: Operation;
  /** Null when what consent brought has ended, or was brought in another session. */
  readonly consent: Consent | null;
};

/** The roles are judged anew: they may have ended since the operation was begun. */
export async function authorizeOperation(id: string): Promise<Result<AuthorizedOperation, OperationRefusal>> {
  const own = await findOwnOperation(id);
  if (!own.ok) return own;
  const { session, operation } = own.value;
  const { tenantId, connectorId } = operation;
  const connector = connectorId ? await connectorStore.find({ tenantId, id: connectorId }) : null;
  const operator = connector ? await authorizeOnConnector(session, connector) : authorizeOperator(session);
  if (!operator) {
    await recordRefusal(session);
    return fail({ code: 'forbidden' });
  }
  const consent = await findConsent(authorizationDependencies(), operation, session);
  return succeed({ operator, session, operation, consent });
}
