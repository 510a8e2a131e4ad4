import { readPermissions } from './known-permissions';

export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000';

export const microsoftGraphPermissions = readPermissions('microsoft-graph');
