import 'server-only';
import type { OperationDefinition } from '@/lib/operations/define-operation';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { definitions } from '@/lib/operations/kinds/registry';
import type { Sealer } from '@/lib/seal/seal';
import type { AuthorizationStore } from './authorization-store';
import { operationSeal } from './operation-seal';
import { isUndoable, type Operation } from './operation';

// The class stays in this file: a Consent exists only where what Entra gave was opened for the work that is to begin.

type Given = {
  readonly operation: Operation;
  readonly definition: OperationDefinition;
  readonly elevatedToken: ElevatedToken;
};

class GivenConsent {
  readonly #isGiven = true;
  readonly operation: Operation;
  /** The one kind of work that it is for. */
  readonly definition: OperationDefinition;
  readonly elevatedToken: ElevatedToken;

  constructor({ operation, definition, elevatedToken }: Given) {
    this.operation = operation;
    this.definition = definition;
    this.elevatedToken = elevatedToken;
  }

  get isGiven(): boolean {
    return this.#isGiven;
  }
}

/** What a person allowed in Entra's pages: one named piece of work, in one session. Nothing else lets it begin. */
export type Consent = GivenConsent;

export type ConsentSources = {
  readonly authorizations: Pick<AuthorizationStore, 'findSealedToken'>;
  readonly sealer: Sealer;
};

/** A token that is about to end is no use for work that takes a while. */
const MARGIN_MS = 30_000;

/**
 * The one place that judges what a consent is for, right before the work begins.
 *
 * @param session that asks
 * @returns null where nothing was consented to, or it has ended, or was for other work or in another session
 */
export async function findConsent(
  { authorizations, sealer }: ConsentSources,
  operation: Operation,
  session: { readonly id: string },
): Promise<Consent | null> {
  const definition = definitionOf(operation);
  const sealed = await authorizations.findSealedToken(operation);
  const elevatedToken = sealed === null ? null : operationSeal(sealer, operation, session.id).openToken(sealed);
  if (!definition || !elevatedToken || elevatedToken.expiresAt <= Date.now() + MARGIN_MS) return null;
  return new GivenConsent({ operation, definition, elevatedToken });
}

/** What was consented to; or to take that back, where it can be. */
function definitionOf(operation: Operation): OperationDefinition | null {
  if (!operation.undoing) return definitions[operation.kind];
  return isUndoable(operation) ? definitions.undo : null;
}
