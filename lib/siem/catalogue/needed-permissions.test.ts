import { describe, expect, test } from 'vitest';
import {
  alertRead,
  incidentRead,
  managedPermissions,
  securityAlertRead,
  securityIncidentRead,
} from '../siem-permission';
import {
  changeUse,
  comparePermissions,
  isDifferent,
  neededPermissions,
  offersIncidents,
  type SiemUse,
} from './needed-permissions';
import { siemFormats } from './siem-catalogue';

const arcsight: SiemUse = { siemType: 'arcsight', api: 'defender-alerts', incidents: false };

describe('the permissions that a connector needs', () => {
  test.each([
    [arcsight, [alertRead]],
    [{ ...arcsight, incidents: true }, [alertRead]],
    [{ ...arcsight, api: 'graph-alerts' }, [securityAlertRead]],
    [{ siemType: 'wazuh', api: 'graph-alerts', incidents: false }, [securityAlertRead]],
    [{ siemType: 'wazuh', api: 'graph-alerts', incidents: true }, [securityAlertRead, securityIncidentRead]],
    [{ siemType: 'splunk', api: 'graph-alerts', incidents: true }, [securityAlertRead, securityIncidentRead]],
    [{ siemType: 'splunk', api: 'defender-alerts', incidents: true }, [alertRead, incidentRead]],
    [{ siemType: 'wazuh', api: 'defender-alerts', incidents: true }, [alertRead]],
    [{ siemType: 'sentinel', api: 'graph-alerts', incidents: true }, []],
  ] as const)('for %o are these alone', (use, permissions) => {
    expect(neededPermissions(use)).toEqual(permissions);
  });

  test('are all of those that this portal grants', () => {
    const uses = siemFormats.flatMap(({ id: siemType }) =>
      (['defender-alerts', 'graph-alerts'] as const).map((api) => ({ siemType, api, incidents: true })),
    );
    for (const permission of uses.flatMap(neededPermissions)) expect(managedPermissions).toContainEqual(permission);
  });
});

describe('a connector for which another SIEM is chosen', () => {
  test('keeps its API where the SIEM reads it, and takes the SIEM’s own where not', () => {
    expect(changeUse('defender-alerts', { siemType: 'splunk', incidents: false }).api).toBe('defender-alerts');
    expect(changeUse('defender-alerts', { siemType: 'wazuh', incidents: false }).api).toBe('graph-alerts');
    expect(changeUse('defender-alerts', { siemType: 'sentinel', incidents: false }).api).toBe('defender-alerts');
  });

  test('is for incidents only where the SIEM reads them', () => {
    expect(changeUse('graph-alerts', { siemType: 'wazuh', incidents: true }).incidents).toBe(true);
    expect(changeUse('graph-alerts', { siemType: 'google-secops', incidents: true }).incidents).toBe(false);
    expect(offersIncidents({ siemType: 'wazuh', api: 'defender-alerts' })).toBe(false);
  });
});

test('the difference names what is missing and what is too much', () => {
  const needed = [securityAlertRead, securityIncidentRead];
  expect(comparePermissions(needed, [alertRead, securityAlertRead])).toEqual({
    missing: [securityIncidentRead],
    excess: [alertRead],
  });
  expect(isDifferent(comparePermissions(needed, [...needed].reverse()))).toBe(false);
});
