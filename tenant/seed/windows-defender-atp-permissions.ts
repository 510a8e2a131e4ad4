import { readPermissions } from './known-permissions';

export const windowsDefenderAtpAppId = 'fc780465-2017-40d4-a0c5-307022471b92';

/** Who may consent to these scopes is not published; like every scope on security data they ask for an admin here. */
export const windowsDefenderAtpPermissions = readPermissions('windows-defender-atp');
