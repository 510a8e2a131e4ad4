import { describe, expect, test } from 'vitest';
import { judgeRoles } from './role-verdict';
import { readsDefenderAlerts, readsGraphAlerts, type SiemAccess } from './siem-access';
import { securityEventsRead } from './siem-permission';

const both: SiemAccess = {
  credential: 'connector',
  reads: {
    'defender-alerts': readsDefenderAlerts,
    'graph-alerts': { ...readsGraphAlerts, vendorAsks: [securityEventsRead] },
  },
};

describe('judgeRoles', () => {
  test('names what is needed and not there', () => {
    expect(judgeRoles([], both, 'defender-alerts')).toMatchObject({ missing: ['Alert.Read.All'], excess: [] });
  });

  test('names what is there and not needed', () => {
    const roles = ['Alert.Read.All', 'Machine.Isolate'];
    expect(judgeRoles(roles, both, 'defender-alerts')).toMatchObject({ missing: [], excess: ['Machine.Isolate'] });
  });

  test('counts a permission to write as one to read, and as more than is needed', () => {
    expect(judgeRoles(['Alert.ReadWrite.All'], both, 'defender-alerts')).toMatchObject({
      missing: [],
      excess: ['Alert.ReadWrite.All'],
    });
  });

  test('grants what the vendor asks for on top', () => {
    const roles = ['SecurityAlert.Read.All', 'SecurityEvents.Read.All'];
    expect(judgeRoles(roles, both, 'graph-alerts')).toMatchObject({ missing: [], excess: [] });
  });

  test('judges by the connector’s API when the SIEM cannot read it', () => {
    const graphOnly: SiemAccess = { credential: 'connector', reads: { 'graph-alerts': readsGraphAlerts } };
    expect(judgeRoles(['Alert.Read.All'], graphOnly, 'defender-alerts')).toMatchObject({ missing: [], excess: [] });
    expect(judgeRoles([], { credential: 'none' }, 'graph-alerts').missing).toEqual(['SecurityAlert.Read.All']);
  });
});
