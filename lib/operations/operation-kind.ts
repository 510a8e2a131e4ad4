/** Work in the tenant that a person consents to. Each operation has its own sign-in in Entra's pages. */
export const operationKinds = [
  'enable',
  'undo',
  'disable',
  're-enable',
  'remove',
  'restore',
  'new-secret',
  'remove-secret',
  'tokens',
  'verify',
  'clean-up',
  'permissions',
  'remove-foreign',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** Those that show no secret and take nothing away for good. */
const withoutFreshSignIn: readonly OperationKind[] = ['verify', 'permissions'];

/** Whether the person gives their credentials to Entra shortly before: a browser that was left open does not do. */
export function needsFreshSignIn(kind: OperationKind): boolean {
  return !withoutFreshSignIn.includes(kind);
}
