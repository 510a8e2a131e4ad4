import { randomUUID } from 'node:crypto';
import type { Connector, ConnectorSecret } from '../connector';
import type { NewConnector } from '../connector-store';

/** A connector that works, as the store gives it. */
export function sampleConnector(change: Partial<Connector> = {}): Connector {
  return {
    ...{ id: 'c', tenantId: 't', name: 'ArcSight', api: 'defender-alerts', region: 'eu', siemType: 'arcsight' },
    ...{ detections: false, incidents: false },
    ...{ state: 'ready', uniqueName: 'siem-connect-c', secretDays: 90, createdByUpn: 'pat@contoso.example' },
    ...{ applicationObjectId: 'app-object', appId: 'app', servicePrincipalId: 'principal' },
    ...{ accessTokenExpiresAt: null, refreshTokenIssuedAt: null, refreshTokenExpiresAt: null, provenAt: null },
    serviceManagementReference: null,
    ...{ failure: null, pulledAt: null, confirmedAt: null, disabledAt: null, removedAt: null },
    createdAt: new Date('2026-11-01T00:00:00Z'),
    secrets: [sampleSecret()],
    steps: [],
    ...change,
  };
}

export function sampleSecret(change: Partial<ConnectorSecret> = {}): ConnectorSecret {
  return {
    ...{ id: 's', purpose: 'siem', keyId: 'key', hint: 'abc', label: 'SIEM Connect 1', removedAt: null },
    createdAt: new Date('2026-11-01T00:00:00Z'),
    expiresAt: new Date('2027-02-01T00:00:00Z'),
    deliveredAt: new Date('2026-11-01T00:01:00Z'),
    ...change,
  };
}

/** What the store is given when somebody enables a connector; each is another. */
export function newConnector(tenantId: string): NewConnector {
  const id = randomUUID();
  return {
    ...{ id, tenantId, uniqueName: `siem-connect-${id}`, name: 'ArcSight', api: 'defender-alerts', region: 'eu' },
    detections: false,
    ...{ siemType: 'arcsight', secretDays: 90, createdByUpn: 'pat@contoso.example' },
  };
}
