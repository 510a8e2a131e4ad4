import { describe, expect, test } from 'vitest';
import { readsDefenderAlerts, readsGraphIncidents, type SiemAccess } from '../siem-access';
import { securityEventsRead } from '../siem-permission';
import { evaluateRoles } from './role-verdict';

const both: SiemAccess = {
  credential: 'connector',
  reads: {
    'defender-alerts': readsDefenderAlerts,
    'graph-alerts': { ...readsGraphIncidents, vendorAsks: [securityEventsRead] },
  },
};
const defender = { api: 'defender-alerts', incidents: false } as const;
const graph = { api: 'graph-alerts', incidents: false } as const;

describe('evaluateRoles', () => {
  test('names what is needed and not there', () => {
    expect(evaluateRoles([], both, defender)).toMatchObject({ missing: ['Alert.Read.All'], excess: [] });
  });

  test('names what is there and not needed', () => {
    const roles = ['Alert.Read.All', 'Machine.Isolate'];
    expect(evaluateRoles(roles, both, defender)).toMatchObject({ missing: [], excess: ['Machine.Isolate'] });
  });

  test('counts a permission to write as one to read, and as more than is needed', () => {
    expect(evaluateRoles(['Alert.ReadWrite.All'], both, defender)).toMatchObject({
      missing: [],
      excess: ['Alert.ReadWrite.All'],
    });
  });

  test('tells what only the vendor asks for from what is needed, and from what nobody asks for', () => {
    const roles = ['SecurityAlert.Read.All', 'SecurityEvents.Read.All'];
    expect(evaluateRoles(roles, both, graph)).toEqual({
      needed: ['SecurityAlert.Read.All'],
      missing: [],
      excess: [],
      onlyVendorAsks: ['SecurityEvents.Read.All'],
    });
  });

  test('needs the permission for incidents where the connector is for them, and nowhere else', () => {
    const roles = ['SecurityAlert.Read.All', 'SecurityIncident.Read.All'];
    expect(evaluateRoles(roles, both, graph).excess).toEqual(['SecurityIncident.Read.All']);
    expect(evaluateRoles(roles, both, { ...graph, incidents: true })).toMatchObject({ missing: [], excess: [] });
    expect(evaluateRoles(['SecurityAlert.Read.All'], both, { ...graph, incidents: true }).missing).toEqual([
      'SecurityIncident.Read.All',
    ]);
  });

  test('judges by the connector’s API when the SIEM cannot read it', () => {
    const graphOnly: SiemAccess = { credential: 'connector', reads: { 'graph-alerts': readsGraphIncidents } };
    expect(evaluateRoles(['Alert.Read.All'], graphOnly, defender)).toMatchObject({ missing: [], excess: [] });
  });

  test('takes whatever a token carries as too much for a SIEM that needs no connector', () => {
    const byItself: SiemAccess = { credential: 'none' };
    expect(evaluateRoles([], byItself, graph)).toEqual({ needed: [], missing: [], excess: [], onlyVendorAsks: [] });
    expect(evaluateRoles(['SecurityAlert.Read.All'], byItself, graph)).toMatchObject({
      needed: [],
      missing: [],
      excess: ['SecurityAlert.Read.All'],
    });
  });
});
