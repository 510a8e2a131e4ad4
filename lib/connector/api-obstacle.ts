import { hasApi } from '@/lib/cloud/alert-api';
import type { Cloud } from '@/lib/cloud/cloud';
import { mayGrant } from '@/lib/prerequisites/grantable-apis';
import { knownRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import type { AlertApi } from '@/lib/siem/connector-details';

/** Why somebody cannot give a connector an API by themselves. */
export type ApiObstacle = 'role' | 'missing' | 'cloud';

type Chooser = Pick<Session, 'roles' | 'findings'>;

export function findObstacle(cloud: Cloud, { roles, findings }: Chooser, api: AlertApi): ApiObstacle | null {
  if (!hasApi(cloud, api)) return 'cloud';
  if (!mayGrant(api, knownRoles(roles))) return 'role';
  const resource = findings?.resources[api];
  return resource?.appRoleId === null ? 'missing' : null;
}

/** Graph first: it alone knows MD5, actor, signed-in users, addresses of the device, tags and remediation. */
const preferred = ['graph-alerts', 'defender-alerts'] as const satisfies readonly AlertApi[];

/** Which API the detections of a new connector are made from: the best that its maker can grant, else can ask for. */
export function chooseUpstream(cloud: Cloud, chooser: Chooser): AlertApi {
  const withObstacle = (wanted: ApiObstacle | null) =>
    preferred.find((api) => findObstacle(cloud, chooser, api) === wanted);
  return withObstacle(null) ?? withObstacle('role') ?? preferred[0];
}
