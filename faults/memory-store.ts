import { randomUUID } from 'node:crypto';
import type { Connector, ConnectorSecret, OperationStep } from '@/lib/connector/connector';
import type { Journal } from '@/lib/connector/journal-store';
import type { ConnectorStore, NewConnector } from '@/lib/connector/connector-store';

export type MemoryStore = ConnectorStore & {
  readonly journal: Journal;
  readonly rows: () => readonly Connector[];
  readonly restore: (rows: readonly Connector[]) => void;
};

/** The portal's rows without a database, so that hundreds of runs take seconds. The real store has tests of its own. */
export function memoryStore(now: () => number): MemoryStore {
  let rows: readonly Connector[] = [];
  const edit = (id: string, change: (row: Connector) => Partial<Connector>) => {
    rows = rows.map((row) => (row.id === id ? { ...row, ...change(row) } : row));
    return Promise.resolve();
  };
  const editSecret = (secretId: string, change: Partial<ConnectorSecret>) => {
    const changed = (secrets: readonly ConnectorSecret[]) =>
      secrets.map((secret) => (secret.id === secretId ? { ...secret, ...change } : secret));
    rows = rows.map((row) => ({ ...row, secrets: changed(row.secrets) }));
    return Promise.resolve();
  };
  const editStep = (id: string, name: OperationStep['name'], change: Partial<OperationStep>) =>
    edit(id, ({ steps }) => ({ steps: steps.map((step) => (step.name === name ? { ...step, ...change } : step)) }));
  const find = (id: string) => rows.find((row) => row.id === id) ?? null;
  const add = (given: NewConnector): Connector => {
    const nothing = { applicationObjectId: null, appId: null, servicePrincipalId: null, provenAt: null } as const;
    const noTimes = { pulledAt: null, confirmedAt: null, disabledAt: null, removedAt: null } as const;
    const noTokens = { accessTokenExpiresAt: null, refreshTokenIssuedAt: null, refreshTokenExpiresAt: null } as const;
    const row: Connector = {
      ...{ ...given, ...nothing, ...noTokens, ...noTimes, secrets: [], steps: [] },
      ...{
        state: 'incomplete',
        failure: null,
        incidents: false,
        serviceManagementReference: given.serviceManagementReference ?? null,
        createdAt: new Date(now()),
      },
    };
    rows = [...rows, row];
    return row;
  };
  const journal: Journal = {
    start: ({ id }, name) =>
      edit(id, ({ steps }) => {
        const times = { startedAt: new Date(now()), endedAt: null };
        const begun: OperationStep = { operationId: null, name, state: 'started', detail: null, ...times };
        return { steps: [...steps.filter((step) => step.name !== name), begun] };
      }),
    saveWait: ({ id }, name, detail) => editStep(id, name, { detail }),
    end: ({ id }, name, detail) =>
      editStep(id, name, { state: detail ? 'failed' : 'ended', detail, endedAt: new Date(now()) }),
  };
  return {
    journal,
    rows: () => rows,
    restore(kept) {
      rows = kept;
    },
    create: (given) => Promise.resolve(add(given)),
    createFor: (_operationId, given) => Promise.resolve(add(given)),
    adopt: () => Promise.resolve(null),
    find: ({ id }) => Promise.resolve(find(id)),
    asksForReference: () => Promise.resolve(false),
    savePull: () => Promise.resolve(),
    findKnown: (_tenantId, names) =>
      Promise.resolve(new Set(names.filter((name) => rows.some(({ uniqueName }) => uniqueName === name)))),
    update: ({ id }, patch) => edit(id, () => patch),
    saveSiemType: () => Promise.resolve(true),
    saveDetections: () => Promise.resolve(true),
    remove({ id }) {
      rows = rows.filter((row) => row.id !== id);
      return Promise.resolve();
    },
    async addSecret({ id }, given) {
      const state = { keyId: null, hint: null, createdAt: new Date(now()), deliveredAt: null, removedAt: null };
      const secret: ConnectorSecret = { id: randomUUID(), ...given, ...state };
      await edit(id, ({ secrets }) => ({ secrets: [...secrets, secret] }));
      return secret;
    },
    saveSecretKey: (_tenantId, secretId, key) => editSecret(secretId, key),
    async deliverSecret(_key, secretId) {
      await editSecret(secretId, { deliveredAt: new Date(now()) });
      return true;
    },
    markSecretRemoved: (_tenantId, secretId) => editSecret(secretId, { removedAt: new Date(now()) }),
  };
}
