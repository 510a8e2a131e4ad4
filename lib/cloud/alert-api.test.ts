import { describe, expect, it } from 'vitest';
import { alertsUrl } from './alert-api';
import { cloudWith, regionIds } from './cloud';

describe('alertsUrl', () => {
  it.each([
    ['global', 'https://api.security.microsoft.com/api/alerts'],
    ['eu', 'https://eu.api.security.microsoft.com/api/alerts'],
    ['us', 'https://us.api.security.microsoft.com/api/alerts'],
    ['uk', 'https://uk.api.security.microsoft.com/api/alerts'],
    ['au', 'https://au.api.security.microsoft.com/api/alerts'],
  ] as const)('of the Defender API in %s is %s', (region, url) => {
    expect(alertsUrl(cloudWith({}), 'defender-alerts', region)).toBe(url);
  });

  it('of Microsoft Graph is the same everywhere', () => {
    const urls = regionIds.map((region) => alertsUrl(cloudWith({}), 'graph-alerts', region));
    expect(new Set(urls)).toEqual(new Set(['https://graph.microsoft.com/v1.0/security/alerts_v2']));
  });

  it('goes to a replaced host in every region, and only for the API that it replaces', () => {
    const cloud = cloudWith({ defenderApiUrl: 'https://proxy.example' });
    for (const region of regionIds) {
      expect(alertsUrl(cloud, 'defender-alerts', region)).toBe('https://proxy.example/api/alerts');
    }
    expect(alertsUrl(cloud, 'graph-alerts', 'eu')).toBe('https://graph.microsoft.com/v1.0/security/alerts_v2');
    expect(cloud.authorityHost).toBe('https://login.microsoftonline.com');
  });
});
