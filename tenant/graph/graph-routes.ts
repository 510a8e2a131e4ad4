import { alertRoutes } from './alerts-v2';
import { appManagementPolicyRoutes } from './app-management-policy';
import { appRoleAssignmentRoutes } from './app-role-assignments';
import { ownerRoutes } from './application-owners';
import { applicationPasswordRoutes } from './application-passwords';
import { applicationRoutes } from './applications';
import { deletedItemRoutes } from './deleted-items';
import { directoryRoleRoutes } from './directory-role-routes';
import type { GraphRoute } from './graph-call';
import { meRoutes } from './me';
import { membershipRoutes } from './memberships';
import { organizationRoutes } from './organization';
import { permissionGrantRoutes } from './permission-grants';
import { servicePrincipalRoutes } from './service-principals';
import { subscribedSkuRoutes } from './subscribed-skus';

/** Everything of Microsoft Graph this tenant has. What is not here is answered as unknown. */
export const graphRoutes: readonly GraphRoute[] = [
  ...applicationRoutes,
  ...applicationPasswordRoutes,
  ...ownerRoutes,
  ...servicePrincipalRoutes,
  ...appRoleAssignmentRoutes,
  ...permissionGrantRoutes,
  ...meRoutes,
  ...membershipRoutes,
  ...directoryRoleRoutes,
  ...subscribedSkuRoutes,
  ...organizationRoutes,
  ...appManagementPolicyRoutes,
  ...deletedItemRoutes,
  ...alertRoutes,
];
