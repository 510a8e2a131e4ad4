import { readPermissions } from './known-permissions';

export const windowsDefenderAtpAppId = 'fc780465-2017-40d4-a0c5-307022471b92';

/**
 * Each is the audience of tokens for the Defender for Endpoint API; the last two are the US Government's.
 *
 * @see https://learn.microsoft.com/defender-endpoint/gov#api
 */
export const windowsDefenderAtpUris = [
  'https://api.securitycenter.microsoft.com',
  'https://securitycenter.onmicrosoft.com/windowsatpservice',
  'https://api-gcc.securitycenter.microsoft.us',
  'https://api-gov.securitycenter.microsoft.us',
] as const;

/** Who may consent to these scopes is not published; like every scope on security data they ask for an admin here. */
export const windowsDefenderAtpPermissions = readPermissions('windows-defender-atp');
