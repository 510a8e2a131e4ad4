/** Work in the tenant that a person consents to. Each operation has its own sign-in in Entra's pages. */
export const operationKinds = [
  'enable',
  'undo',
  'new-secret',
  'remove-secret',
  'tokens',
  'verify',
  'clean-up',
  'permissions',
] as const;
export type OperationKind = (typeof operationKinds)[number];
