import type { AuditAction, AuditDetail } from '@/lib/audit/audit';
import type { Connector, JournalName, StepProblem } from '@/lib/connector/connector';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import type { Result } from '@/lib/result';
import type { ElevatedToken } from './elevated-token';
import type { OneTimeResult, Outcome } from './outcome';
import type { OperationKind } from './operation-kind';

/** What an operation works on. */
export type Work = {
  /** As it is stored, read under the lease. */
  readonly connector: Connector;
  /** What the operation was begun with, as its row keeps it. */
  readonly input: unknown;
  readonly elevatedToken: ElevatedToken;
  /** What somebody deleted meanwhile is to be restored first. */
  readonly restoring: boolean;
  /** This portal's address for Entra to send the browser back to. */
  readonly redirectUri: string;
};

export type Done = {
  readonly outcome: Outcome;
  /** Told once, to one page. */
  readonly result?: OneTimeResult;
};

/** The detail of an audit event. */
export type Detail = AuditDetail;

/** One kind of operation: what it does, and what is special about it. The engine does all the rest. */
export type OperationDefinition = {
  readonly kind: OperationKind;
  /** How the audit log calls it. */
  readonly action: AuditAction;
  /** Whether credentials that crashed operations left are removed before it begins. */
  readonly cleansUpFirst: boolean;
  /**
   * Whether what consent brought is kept after a failure, so that the person can try again without another sign-in.
   * Elsewhere it is forgotten, whatever came of the operation.
   */
  readonly keepsToken: boolean;
  /** The one step that it is, in the journal; null when it writes its steps down by itself. */
  readonly step: JournalName | null;
  /** Whether it goes on with a connector whose removal began. */
  readonly removes: boolean;
  /** Writes the connector's row, when the operation was begun without one. */
  readonly createConnector?: (
    context: DirectoryContext,
    operation: { readonly id: string; readonly input: unknown },
  ) => Promise<Connector | null>;
  readonly run: (context: DirectoryContext, work: Work) => Promise<Result<Done, StepProblem>>;
  /** What the audit event says besides the cause of a failure. */
  readonly auditDetail?: (outcome: Outcome, connector: Connector) => Detail;
  /** Whether its own work writes to the audit log that it begins and how it ended. */
  readonly recordsItself: boolean;
};

const usual = { cleansUpFirst: true, keepsToken: false, removes: false, recordsItself: false } as const;

type Given = Pick<OperationDefinition, 'kind' | 'action' | 'step' | 'run'> & Partial<OperationDefinition>;

/** @param given what differs from the usual: after a clean-up, with a token that is used once */
export function defineOperation(given: Given): OperationDefinition {
  return { ...usual, ...given };
}
