import { describe, expect, it } from 'vitest';
import { findApi, hasApi, offersApi } from './alert-api';
import { cloudIds } from './cloud';
import { cloudWith } from './microsoft-clouds';
import { regionIds } from './region';

const inCloud = (id: (typeof cloudIds)[number]) => cloudWith({}, id);

describe('an API', () => {
  it('is missing where Microsoft documents none', () => {
    for (const region of regionIds) {
      expect(findApi(inCloud('china'), 'defender-alerts', region)).toBeNull();
      expect(findApi(inCloud('china'), 'graph-alerts', region)).toBeNull();
      expect(offersApi(inCloud('china'), 'graph-alerts', region)).toBe(false);
    }
    expect(cloudIds.filter((id) => !hasApi(inCloud(id), 'defender-alerts'))).toEqual(['china']);
    expect(cloudIds.filter((id) => !hasApi(inCloud(id), 'graph-alerts'))).toEqual(['china']);
  });

  it.each([
    ['worldwide', 'gcc'],
    ['gcc', 'global'],
    ['gcc-high', 'us'],
    ['dod', 'gcc'],
  ] as const)('of the cloud %s cannot be chosen with the region %s', (cloud, region) => {
    expect(offersApi(inCloud(cloud), 'defender-alerts', region)).toBe(false);
  });

  it.each([
    ['worldwide', 'global', 'https://api.security.microsoft.com/api/alerts'],
    ['worldwide', 'eu', 'https://eu.api.security.microsoft.com/api/alerts'],
    ['worldwide', 'us', 'https://us.api.security.microsoft.com/api/alerts'],
    ['worldwide', 'uk', 'https://uk.api.security.microsoft.com/api/alerts'],
    ['worldwide', 'au', 'https://au.api.security.microsoft.com/api/alerts'],
    ['worldwide', 'swa', 'https://swa.api.security.microsoft.com/api/alerts'],
    ['worldwide', 'ina', 'https://ina.api.security.microsoft.com/api/alerts'],
    ['worldwide', 'aea', 'https://aea.api.security.microsoft.com/api/alerts'],
    ['gcc', 'gcc', 'https://api-gcc.securitycenter.microsoft.us/api/alerts'],
    ['gcc-high', 'gcc-high-dod', 'https://api-gov.securitycenter.microsoft.us/api/alerts'],
    ['dod', 'gcc-high-dod', 'https://api-gov.securitycenter.microsoft.us/api/alerts'],
  ] as const)('of Defender in %s, %s, is at %s', (cloud, region, url) => {
    expect(offersApi(inCloud(cloud), 'defender-alerts', region)).toBe(true);
    expect(findApi(inCloud(cloud), 'defender-alerts', region)?.alertsUrl).toBe(url);
  });

  it.each([
    ['worldwide', 'https://graph.microsoft.com'],
    ['gcc', 'https://graph.microsoft.com'],
    ['gcc-high', 'https://graph.microsoft.us'],
    ['dod', 'https://dod-graph.microsoft.us'],
  ] as const)('of Graph in %s is at %s in every region, and tokens are for it', (cloud, resource) => {
    for (const region of regionIds) {
      const endpoint = { resource, alertsUrl: `${resource}/v1.0/security/alerts_v2` };
      expect(findApi(inCloud(cloud), 'graph-alerts', region)).toEqual(endpoint);
    }
  });

  it('is at the cloud’s usual host for a connector that was made in another cloud', () => {
    expect(findApi(inCloud('gcc'), 'defender-alerts', 'eu')).toEqual({
      resource: 'https://api-gcc.securitycenter.microsoft.us',
      alertsUrl: 'https://api-gcc.securitycenter.microsoft.us/api/alerts',
    });
  });

  it('goes to a replaced host in every region, and only if it is the one that is replaced', () => {
    const cloud = cloudWith({ defenderApiUrl: 'https://proxy.example' });
    for (const region of regionIds) {
      expect(findApi(cloud, 'defender-alerts', region)?.alertsUrl).toBe('https://proxy.example/api/alerts');
    }
    expect(findApi(cloud, 'graph-alerts', 'eu')?.alertsUrl).toBe('https://graph.microsoft.com/v1.0/security/alerts_v2');
    expect(cloud.authorityHost).toBe('https://login.microsoftonline.com');
  });
});
