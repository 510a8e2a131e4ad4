/** waiting → consented → running → done | failed; or cancelled. Expiry shows in expiresAt. */
export const operationStates = ['waiting', 'consented', 'running', 'done', 'failed', 'cancelled'] as const;
export type OperationState = (typeof operationStates)[number];
