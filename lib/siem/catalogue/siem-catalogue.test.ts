import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import english from '../../../messages/en/siem.json';
import { secretMask, secretPlaceholder } from '../secret-writer';
import { readableApis, readsDetections } from '../siem-access';
import { siemDownload } from '../siem-download';
import { siemResources } from '../siem-permission';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { findSiemFormat, siemFormats, siemGroups, siemTypes } from './siem-catalogue';

test('the three of the retired page come first, all others by their titles', () => {
  expect(siemTypes.slice(0, 3)).toEqual(['arcsight', 'generic-api', 'qradar']);
  const titles = siemTypes.slice(3).map((id) => english.types[id].title);
  expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'en')));
});

test('each SIEM is in one group and has messages of its own', () => {
  expect(siemGroups.flatMap(({ formats }) => formats.map(({ id }) => id))).toEqual(siemTypes);
  expect(Object.keys(english.types).toSorted()).toEqual(siemTypes.toSorted());
});

test('each says where its facts are from and when they were checked', () => {
  for (const { facts, id } of siemFormats) {
    expect(new URL(facts.vendorPage).protocol, id).toBe('https:');
    expect(facts.checked, id).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

test('each asks the API that it reads for the least permission, and its vendor for no second time', () => {
  const roles = { 'defender-alerts': 'Alert.Read.All', 'graph-alerts': 'SecurityAlert.Read.All' };
  for (const { access, id } of siemFormats) {
    for (const api of readableApis(access)) {
      const reading = access.credential === 'connector' ? access.reads[api] : undefined;
      expect(
        reading?.needs.map(({ appRole }) => appRole),
        id,
      ).toEqual([roles[api]]);
      expect(
        reading?.vendorAsks.map(({ appRole }) => appRole),
        id,
      ).not.toContain(roles[api]);
    }
  }
  expect(siemResources['Microsoft Threat Protection']).toBe('8ee8fdad-f234-4243-8f3b-15c294843740');
});

test('those that read incidents take one permission more for it, which the vendor is not quoted for again', () => {
  const found = siemFormats.flatMap(({ access, id }) =>
    readableApis(access).flatMap((api) => {
      const reading = access.credential === 'connector' ? access.reads[api] : undefined;
      for (const permission of reading?.incidents ?? []) expect(reading?.vendorAsks).not.toContainEqual(permission);
      return (reading?.incidents ?? []).map(({ resource, appRole }) => `${id} ${resource} ${appRole}`);
    }),
  );
  expect(found).toEqual([
    'elastic-defender-xdr Microsoft Graph SecurityIncident.Read.All',
    'insightidr Microsoft Graph SecurityIncident.Read.All',
    'splunk Microsoft Threat Protection Incident.Read.All',
    'splunk Microsoft Graph SecurityIncident.Read.All',
    'sumo-logic Microsoft Graph SecurityIncident.Read.All',
    'wazuh Microsoft Graph SecurityIncident.Read.All',
  ]);
});

test('a SIEM is found by its id, and an unknown id finds none', () => {
  expect(siemTypes.map((id) => findSiemFormat(id)?.id)).toEqual(siemTypes);
  expect(findSiemFormat('toString')).toBeUndefined();
});

test('the detections of the retired API are for what was written against it', () => {
  expect(siemFormats.flatMap(({ access, id }) => (readsDetections(access) ? [id] : []))).toEqual([
    'arcsight',
    'generic-api',
  ]);
});

const cases = siemFormats.flatMap((format) =>
  [...readableApis(format.access), ...(readsDetections(format.access) ? (['detections'] as const) : [])].map((api) => ({
    ...{ id: format.id, api, format },
  })),
);

describe.each(cases)('the files of $id for $api', ({ format, api }) => {
  const connector = sampleConnector(api);
  const text = (files: readonly { readonly text: string }[]) => files.map((file) => file.text).join('\n');

  test('hold the secret exactly where they say that they do', () => {
    const saved = text(format.files(connector, sampleSecrets, savedAt));
    expect(saved.includes(sampleSecrets.clientSecret ?? '')).toBe(format.filesHoldSecret);
    expect(saved).not.toContain(secretPlaceholder);
    expect(saved).not.toContain(sampleSecrets.refreshToken);
  });

  test('hold a placeholder when the secret is not at hand, on the screen too', () => {
    for (const files of [format.files, format.preview]) {
      expect(text(files(connector, noSecrets, savedAt)).includes(secretPlaceholder)).toBe(format.filesHoldSecret);
    }
  });

  test('show a mask of one length on the screen, whatever the secret', () => {
    const secrets = fc.string({ minLength: 1, unit: fc.constantFrom('§', '\\', '"', "'", '=', ':', ' ', '~') });
    const expected = text(format.preview(connector, sampleSecrets, savedAt));
    expect(expected.includes(secretMask)).toBe(format.filesHoldSecret);
    fc.assert(
      fc.property(secrets, (clientSecret) => {
        expect(text(format.preview(connector, { ...noSecrets, clientSecret }, savedAt))).toBe(expected);
      }),
    );
  });

  test('are made anew from the same values byte for byte', () => {
    const once = siemDownload(format, { details: connector, secrets: sampleSecrets, savedAt });
    expect(siemDownload(format, { details: connector, secrets: sampleSecrets, savedAt })).toEqual(once);
  });

  test('have names of their own', () => {
    const names = format.files(connector, sampleSecrets, savedAt).map((file) => file.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
