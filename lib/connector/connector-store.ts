import 'server-only';
import type {
  Connector as Row,
  ConnectorSecret as SecretRow,
  OperationStep as StepRow,
} from '@/generated/prisma/client';
import { Prisma } from '@/generated/prisma/client';
import { prisma } from '@/lib/db/prisma-client';
import { alertApis } from '@/lib/cloud/alert-api';
import { isRegionId } from '@/lib/cloud/region';
import { announceChange } from '@/lib/signal/changes';
import { forgetAllAnswers } from '@/lib/session/kept-answers';
import { findSiemFormat, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import {
  type ConnectionFailure,
  connectionFailureSchema,
  type Connector,
  type ConnectorSecret,
  connectorStates,
  journalNames,
  type OperationStep,
  stepDetailSchema,
  type StepName,
} from './connector';

export type NewConnector = Pick<
  Connector,
  | 'id'
  | 'tenantId'
  | 'name'
  | 'api'
  | 'region'
  | 'detections'
  | 'siemType'
  | 'uniqueName'
  | 'secretDays'
  | 'createdByUpn'
> &
  Partial<Pick<Connector, 'serviceManagementReference'>>;

export type ConnectorPatch = Partial<
  Pick<
    Connector,
    | 'state'
    | 'api'
    | 'siemType'
    | 'incidents'
    | 'applicationObjectId'
    | 'appId'
    | 'servicePrincipalId'
    | 'accessTokenExpiresAt'
    | 'refreshTokenIssuedAt'
    | 'refreshTokenExpiresAt'
    | 'provenAt'
    | 'confirmedAt'
    | 'disabledAt'
    | 'removedAt'
  > & { readonly failure: ConnectionFailure }
>;

export type NewSecret = Pick<ConnectorSecret, 'purpose' | 'label' | 'expiresAt'>;

/** A connector whose application was there before: what stands in the directory is written down as it is. */
export type AdoptedConnector = NewConnector &
  Pick<Connector, 'state' | 'applicationObjectId' | 'appId' | 'servicePrincipalId' | 'createdAt'> & {
    readonly secrets: readonly Omit<ConnectorSecret, 'id' | 'removedAt'>[];
    readonly endedSteps: readonly StepName[];
  };

/** Names one connector: the tenant is part of every query. */
export type ConnectorKey = { readonly tenantId: string; readonly id: string };

type Whole = Row & { readonly secrets: readonly SecretRow[]; readonly steps: readonly StepRow[] };

const whole = { include: { secrets: { orderBy: { id: 'asc' } }, steps: true } } as const;

export const connectorStore = {
  async create(connector: NewConnector): Promise<Connector> {
    const db = await prismaToChange();
    const data = { ...connector, state: 'incomplete' };
    return toConnector(await db.connector.create({ data, ...whole }));
  },

  /**
   * @param operationId the operation that it is for, written in the same breath; null without one
   * @returns null when somebody else adopted it meanwhile
   */
  async adopt(
    { secrets, endedSteps, ...connector }: AdoptedConnector,
    operationId: string | null,
  ): Promise<Connector | null> {
    const db = await prismaToChange();
    const { tenantId, createdAt } = connector;
    const times = { startedAt: createdAt, endedAt: createdAt };
    const steps = endedSteps.map((name) => ({ tenantId, name, state: 'ended', ...times }));
    const nested = {
      secrets: { create: secrets.map((secret) => ({ tenantId, ...secret })) },
      steps: { create: steps },
    };
    try {
      const [row] = await db.$transaction([
        db.connector.create({ data: { ...connector, ...nested }, ...whole }),
        db.operation.updateMany({
          where: { tenantId, id: operationId ?? '' },
          data: { connectorId: connector.id, version: { increment: 1 } },
        }),
      ]);
      if (operationId) announceChange(operationId);
      return toConnector(row);
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null;
      throw error;
    }
  },

  /**
   * Writes the connector, and in the same breath that the operation is for it: one whose process dies in between would
   * make a second one.
   */
  async createFor(operationId: string, connector: NewConnector): Promise<Connector> {
    const db = await prismaToChange();
    const data = { ...connector, state: 'incomplete' };
    const { tenantId, id: connectorId } = connector;
    const [row] = await db.$transaction([
      db.connector.create({ data, ...whole }),
      db.operation.updateMany({
        where: { tenantId, id: operationId },
        data: { connectorId, version: { increment: 1 } },
      }),
    ]);
    announceChange(operationId);
    return toConnector(row);
  },

  async find({ tenantId, id }: ConnectorKey): Promise<Connector | null> {
    const db = await prisma();
    const row = await db.connector.findFirst({ where: { tenantId, id }, ...whole });
    return row && toConnector(row);
  },

  /** Whether the tenant wants a service management reference on applications, as far as connectors show. */
  async asksForReference(tenantId: string): Promise<boolean> {
    const db = await prisma();
    const refused = { detail: { path: ['finding'], equals: 'serviceManagementReference' } };
    const signs = [{ serviceManagementReference: { not: null } }, { steps: { some: refused } }];
    return (await db.connector.findFirst({ where: { tenantId, OR: signs }, select: { id: true } })) !== null;
  },

  /** @returns those of the unique names that a connector of the tenant has, a set-up under way included */
  async findKnown(tenantId: string, uniqueNames: readonly string[]): Promise<ReadonlySet<string>> {
    const db = await prisma();
    const known = new Set<string>();
    // Few enough at a time for the index to be the shorter way.
    for (let at = 0; at < uniqueNames.length; at += 100) {
      const where = { tenantId, uniqueName: { in: uniqueNames.slice(at, at + 100) } };
      const rows = await db.connector.findMany({ where, select: { uniqueName: true } });
      for (const { uniqueName } of rows) known.add(uniqueName);
    }
    return known;
  },

  async update({ tenantId, id }: ConnectorKey, patch: ConnectorPatch): Promise<void> {
    const db = await prismaToChange();
    await db.connector.updateMany({ where: { tenantId, id }, data: patch });
  },

  /** Its SIEM got an answer of the detections API. Not told apart from a try with the same credential by hand. */
  async savePull({ tenantId, appId }: { tenantId: string; appId: string }, pulledAt: Date): Promise<void> {
    const db = await prisma();
    await db.connector.updateMany({ where: { tenantId, appId }, data: { pulledAt } });
  },

  /** @returns false when the connector is gone */
  async saveSiemType({ tenantId, id }: ConnectorKey, siemType: SiemType): Promise<boolean> {
    const db = await prisma();
    const { count } = await db.connector.updateMany({ where: { tenantId, id }, data: { siemType } });
    return count === 1;
  },

  /** @returns false when the connector is gone */
  async saveDetections({ tenantId, id }: ConnectorKey, detections: boolean): Promise<boolean> {
    const db = await prismaToChange();
    const { count } = await db.connector.updateMany({ where: { tenantId, id }, data: { detections } });
    return count === 1;
  },

  async remove({ tenantId, id }: ConnectorKey): Promise<void> {
    const db = await prismaToChange();
    await db.connector.deleteMany({ where: { tenantId, id } });
  },

  /** @throws when the connector is not this tenant's */
  async addSecret({ tenantId, id }: ConnectorKey, secret: NewSecret): Promise<ConnectorSecret> {
    const db = await prismaToChange();
    const connector = { connect: { tenantId, id } };
    return toSecret(await db.connectorSecret.create({ data: { tenantId, connector, ...secret } }));
  },

  async saveSecretKey(tenantId: string, secretId: string, key: { keyId: string; hint: string | null }): Promise<void> {
    const db = await prismaToChange();
    await db.connectorSecret.updateMany({ where: { tenantId, id: secretId }, data: key });
  },

  /** @returns false when it had been delivered before, or is not there */
  async deliverSecret({ tenantId, id }: ConnectorKey, secretId: string): Promise<boolean> {
    const db = await prisma();
    const where = { tenantId, connectorId: id, id: secretId, deliveredAt: null, removedAt: null };
    const { count } = await db.connectorSecret.updateMany({ where, data: { deliveredAt: new Date() } });
    return count === 1;
  },

  async markSecretRemoved(tenantId: string, secretId: string): Promise<void> {
    const db = await prismaToChange();
    await db.connectorSecret.updateMany({ where: { tenantId, id: secretId }, data: { removedAt: new Date() } });
  },
};

export type ConnectorStore = typeof connectorStore;

/** What changes a connector's rows has changed the tenant, or is about to: what was read before is forgotten. */
export function prismaToChange(): ReturnType<typeof prisma> {
  forgetAllAnswers();
  return prisma();
}

export function toConnector(row: Whole): Connector {
  const { region, api, detections, state, siemType, incidents } = row;
  const knownApi = alertApis.find((known) => known === api);
  const format = findSiemFormat(siemType);
  if (!isRegionId(region) || !knownApi || !format) throw new Error(`Connector ${row.id} is from another release.`);
  const { id, tenantId, name, uniqueName, secretDays, createdByUpn, createdAt } = row;
  const { applicationObjectId, appId, servicePrincipalId, serviceManagementReference } = row;
  const { accessTokenExpiresAt, refreshTokenIssuedAt, refreshTokenExpiresAt } = row;
  const { provenAt, pulledAt, confirmedAt, disabledAt, removedAt } = row;
  return {
    ...{ id, tenantId, name, uniqueName, secretDays, createdByUpn, createdAt, region, detections, incidents },
    ...{ applicationObjectId, appId, servicePrincipalId, serviceManagementReference },
    ...{ accessTokenExpiresAt, refreshTokenIssuedAt, refreshTokenExpiresAt },
    ...{ provenAt, pulledAt, confirmedAt, disabledAt, removedAt },
    api: knownApi,
    failure: connectionFailureSchema.safeParse(row.failure).data ?? null,
    siemType: format.id,
    state: connectorStates.find((known) => known === state) ?? 'incomplete',
    // Adopted ones were written down all at once, and made at different times.
    secrets: row.secrets.map(toSecret).sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
    steps: row.steps.flatMap((step) => toStep(step) ?? []),
  };
}

function toSecret(row: SecretRow): ConnectorSecret {
  const { id, keyId, hint, label, createdAt, expiresAt, deliveredAt, removedAt } = row;
  const purpose = row.purpose === 'exchange' ? 'exchange' : 'siem';
  return { id, keyId, hint, label, createdAt, expiresAt, deliveredAt, removedAt, purpose };
}

function toStep(row: StepRow): OperationStep | null {
  const name = journalNames.find((known) => known === row.name);
  if (!name) return null;
  const state = row.state === 'ended' || row.state === 'failed' ? row.state : 'started';
  const { operationId, startedAt, endedAt } = row;
  return { operationId, name, state, startedAt, endedAt, detail: stepDetailSchema.safeParse(row.detail).data ?? null };
}
