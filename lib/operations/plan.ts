import type { AdoptionInput, EnableInput } from '@/lib/connector/connector-input';
import type { Operator } from '@/lib/session/access';
import type { SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import type { OperationKind } from './operation-kind';

/** What is written down before anybody is sent to Entra. */
export type OperationPlan = {
  readonly operator: Operator;
  readonly kind: OperationKind;
  readonly connectorId: string | null;
  readonly input: PlannedInput | null;
  /** Delegated scopes that consent is asked for. */
  readonly scopes: readonly string[];
};

/** The operation is repeated from here, and its page can be shown from here when the connector is gone. */
export type PlannedInput = EnableInput | AdoptionInput | SiemUse | { readonly secretId: string };
