import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { AuditEvent } from '@/lib/audit/audit';
import type { FakeNetwork } from '@/lib/http/testing/fake-network';
import type { Wait } from '@/lib/http/retry';
import { admitOperator, type Operator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { type Connector, stepNames } from '../connector';
import { connectorStore } from '../connector-store';
import type { SetupContext } from '../setup-context';
import { newConnector } from './sample-connector';

export type Stage = {
  readonly network: FakeNetwork;
  /** Origin of every service. */
  readonly origin: string;
  /** Elevated access token of whoever works. */
  readonly token: string;
  /** Milliseconds since the epoch; it passes only while the work waits. */
  readonly startsAt: number;
  readonly onSleep?: (milliseconds: number) => void;
};

export type Rehearsal = {
  readonly context: SetupContext;
  readonly audited: readonly AuditEvent[];
  readonly waits: readonly Wait[];
};

const claimsSchema = z.object({ oid: z.string(), tid: z.string() });

/** Work on connectors with the real store, against services that a test provides, in no time. */
export function rehearse({ network, origin, token, startsAt, onSleep }: Stage): Rehearsal {
  let time = startsAt;
  const [audited, waits]: [AuditEvent[], Wait[]] = [[], []];
  const { oid: personId, tid: tenantId } = claimsSchema.parse(decodeJwt(token));
  const patience: SetupContext['patience'] = {
    now: () => time,
    sleep: (milliseconds) => {
      time += milliseconds;
      onSleep?.(milliseconds);
      return Promise.resolve();
    },
    onWait: (wait) => {
      waits.push(wait);
    },
  };
  const context: SetupContext = {
    operator: operatorOf({ tenantId, personId }),
    graph: { graphUrl: origin, token, fetch: network.fetch, patience },
    connectors: connectorStore,
    audit: {
      record: (event) => {
        audited.push(event);
        return Promise.resolve();
      },
    },
    patience,
    fetch: network.fetch,
    authorityHost: origin,
    redirectUris: ['http://localhost:3000/consent/callback'],
    alertsUrl: () => `${origin}/api/alerts`,
    knownResource: () => null,
    requestId: 'our-request-id',
  };
  return { context, audited, waits };
}

export function sessionOf(person: Pick<Session, 'tenantId' | 'personId'>): Session {
  return {
    ...{ id: 's', personName: 'Pat', personUpn: 'pat@contoso.example', tenantName: null, tenantDomain: null },
    ...{ roles: [directoryRoles.globalAdministrator], rolesReadAt: new Date(0), scopes: [], findings: null },
    expiresAt: new Date(0),
    ...person,
  };
}

function operatorOf(person: Pick<Session, 'tenantId' | 'personId'>): Operator {
  const operator = admitOperator(sessionOf(person));
  if (!operator) throw new Error('a Global Administrator was refused');
  return operator;
}

export function enabledConnector({ operator }: SetupContext): Promise<Connector> {
  return connectorStore.create(newConnector(operator.session.tenantId));
}

/** The connector as it is stored now. */
export async function reload({ tenantId, id }: Connector): Promise<Connector> {
  const found = await connectorStore.find({ tenantId, id });
  if (!found) throw new Error('the connector is gone');
  return found;
}

/** The journal in the order of the work. */
export function journalOf({ steps }: Connector): readonly string[] {
  return stepNames.flatMap((name) => {
    const step = steps.find((candidate) => candidate.name === name);
    return step ? `${name} ${step.state}` : [];
  });
}
