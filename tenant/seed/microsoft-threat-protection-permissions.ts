import { readPermissions } from './known-permissions';

export const microsoftThreatProtectionAppId = '8ee8fdad-f234-4243-8f3b-15c294843740';

export const microsoftThreatProtectionUri = 'https://api.security.microsoft.com';

/** Their display names are not published: the values stand in for them. */
export const microsoftThreatProtectionPermissions = readPermissions('microsoft-threat-protection');
