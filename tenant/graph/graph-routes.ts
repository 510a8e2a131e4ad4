import type { GraphRoute } from './protocol/graph-call';
import { alertRoutes } from './resources/alerts-v2';
import { appManagementPolicyRoutes } from './resources/app-management-policy';
import { appRoleAssignmentRoutes } from './resources/app-role-assignments';
import { ownerRoutes } from './resources/application-owners';
import { applicationPasswordRoutes } from './resources/application-passwords';
import { applicationRoutes } from './resources/applications';
import { deletedItemRoutes } from './resources/deleted-items';
import { directoryRoleRoutes } from './resources/directory-role-routes';
import { federatedCredentialRoutes } from './resources/federated-credentials';
import { meRoutes } from './resources/me';
import { membershipRoutes } from './resources/memberships';
import { organizationRoutes } from './resources/organization';
import { principalPasswordRoutes } from './resources/principal-passwords';
import { groupRoutes } from './resources/groups';
import { ownedObjectRoutes } from './resources/owned-objects';
import { userRoutes } from './resources/users';
import { permissionGrantRoutes } from './resources/permission-grants';
import { servicePrincipalRoutes } from './resources/service-principals';
import { subscribedSkuRoutes } from './resources/subscribed-skus';

/** Everything of Microsoft Graph this tenant has. What is not here is answered as unknown. */
export const graphRoutes: readonly GraphRoute[] = [
  ...applicationRoutes,
  ...applicationPasswordRoutes,
  ...federatedCredentialRoutes,
  ...principalPasswordRoutes,
  ...ownerRoutes,
  ...servicePrincipalRoutes,
  ...appRoleAssignmentRoutes,
  ...permissionGrantRoutes,
  ...meRoutes,
  ...membershipRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...ownedObjectRoutes,
  ...directoryRoleRoutes,
  ...subscribedSkuRoutes,
  ...organizationRoutes,
  ...appManagementPolicyRoutes,
  ...deletedItemRoutes,
  ...alertRoutes,
];
