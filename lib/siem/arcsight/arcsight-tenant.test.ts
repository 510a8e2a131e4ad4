import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import { graphAs, obtainToken, readAnswer } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import type { AlertApi } from '../connector-details';
import { parseAnswer, type ArcsightEvent } from '../testing/flexconnector';
import { sampleConnector, savedAt } from '../testing/sample-connector';
import { arcsightParser } from './arcsight-parser';

// The embedded tenant answers as Microsoft does, with some 300 alerts of many kinds.

async function answerOf(api: AlertApi): Promise<unknown> {
  const tenant = await createTestTenant();
  if (api === 'graph-alerts') {
    const graph = await graphAs(tenant, 'global-admin', 'SecurityAlert.Read.All');
    return (await graph('GET /security/alerts_v2?$top=1000')).body;
  }
  const token = await obtainToken(tenant, 'global-admin', 'https://api.securitycenter.microsoft.com/Alert.Read');
  const request = tenant.apiApp.request(`${testOrigins.api}/api/alerts?$expand=evidence`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await readAnswer(await request)).body;
}

describe.each<AlertApi>(['defender-alerts', 'graph-alerts'])('the ArcSight parser for %s', (api) => {
  test('makes a whole event of every alert of the embedded tenant', async () => {
    const parser = getProperties(arcsightParser(sampleConnector(api), savedAt));
    const events = parseAnswer(parser, await answerOf(api));
    expect(events.length).toBeGreaterThan(100);
    for (const event of events) {
      const { name, externalId, deviceEventCategory, deviceReceiptTime } = event.fields;
      expect([name, externalId, deviceEventCategory]).not.toContain(null);
      expect(deviceReceiptTime).toBeInstanceOf(Date);
      expect(event.severity).not.toBeNull();
      expect(event.additionalData).toHaveProperty('incidentId');
    }
    for (const field of ['sourceHostName', 'sourceUserName', 'fileName', 'filePath', 'fileHash', 'sourceAddress']) {
      expect(filled(events, field), field).toBeGreaterThan(0);
    }
  });
});

function filled(events: readonly ArcsightEvent[], field: string): number {
  return events.filter(({ fields }) => fields[field] !== null).length;
}
