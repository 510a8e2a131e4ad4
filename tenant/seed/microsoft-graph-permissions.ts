/** Permissions of Microsoft Graph this tenant knows: public identifiers, as every tenant has them. */
export type KnownPermission = {
  readonly value: string;
  readonly appRole?: { readonly id: string; readonly displayName: string };
  readonly scope?: { readonly id: string; readonly displayName: string; readonly consent: 'User' | 'Admin' };
};

export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000';

export const microsoftGraphPermissions: readonly KnownPermission[] = [
  {
    value: 'SecurityAlert.Read.All',
    appRole: { id: '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5', displayName: 'Read all security alerts' },
    scope: { id: 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea', displayName: 'Read all security alerts', consent: 'Admin' },
  },
  {
    value: 'SecurityAlert.ReadWrite.All',
    appRole: { id: 'ed4fca05-be46-441f-9803-1873825f8fdb', displayName: 'Read and write to all security alerts' },
    scope: {
      id: '471f2a7f-2a42-4d45-a2bf-594d0838070d',
      displayName: 'Read and write to all security alerts',
      consent: 'Admin',
    },
  },
  {
    value: 'SecurityIncident.Read.All',
    appRole: { id: '45cc0394-e837-488b-a098-1918f48d186c', displayName: 'Read all security incidents' },
    scope: { id: 'b9abcc4f-94fc-4457-9141-d20ce80ec952', displayName: 'Read incidents', consent: 'Admin' },
  },
  {
    value: 'SecurityIncident.ReadWrite.All',
    appRole: { id: '34bf0e97-1971-4929-b999-9e2442d941d7', displayName: 'Read and write to all security incidents' },
    scope: { id: '128ca929-1a19-45e6-a3b8-435ec44a36ba', displayName: 'Read and write to incidents', consent: 'Admin' },
  },
  {
    value: 'SecurityEvents.Read.All',
    appRole: { id: 'bf394140-e372-4bf9-a898-299cfc7564e5', displayName: "Read your organization's security events" },
    scope: {
      id: '64733abd-851e-478a-bffb-e47a14b18235',
      displayName: "Read your organization's security events",
      consent: 'Admin',
    },
  },
  {
    value: 'SecurityEvents.ReadWrite.All',
    appRole: {
      id: 'd903a879-88e0-4c09-b0c9-82f6a1333f84',
      displayName: "Read and update your organization's security events",
    },
    scope: {
      id: '6aedf524-7e1c-45a7-bd76-ded8cab8d0fc',
      displayName: "Read and update your organization's security events",
      consent: 'Admin',
    },
  },
  {
    value: 'SecurityActions.Read.All',
    appRole: { id: '5e0edab9-c148-49d0-b423-ac253e121825', displayName: "Read your organization's security actions" },
    scope: {
      id: '1638cddf-07a4-4de2-8645-69c96cacad73',
      displayName: "Read your organization's security actions",
      consent: 'Admin',
    },
  },
  {
    value: 'ThreatIndicators.Read.All',
    appRole: { id: '197ee4e9-b993-4066-898f-d6aecc55125b', displayName: 'Read all threat indicators' },
    scope: { id: '9cc427b4-2004-41c5-aa22-757b755e9796', displayName: 'Read all threat indicators', consent: 'Admin' },
  },
  {
    value: 'ThreatHunting.Read.All',
    appRole: { id: 'dd98c7f5-2d42-42d3-a0e4-633161547251', displayName: 'Run hunting queries' },
    scope: { id: 'b152eca8-ea73-4a48-8c98-1a6742673d99', displayName: 'Run hunting queries', consent: 'Admin' },
  },
  {
    value: 'Application.Read.All',
    appRole: { id: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', displayName: 'Read all applications' },
    scope: { id: 'c79f8feb-a9db-4090-85f9-90d820caa0eb', displayName: 'Read applications', consent: 'Admin' },
  },
  {
    value: 'Application.ReadWrite.All',
    appRole: { id: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', displayName: 'Read and write all applications' },
    scope: { id: 'bdfbf15f-ee85-4955-8675-146e8e5296b5', displayName: 'Read and write applications', consent: 'Admin' },
  },
  {
    value: 'Application.ReadWrite.OwnedBy',
    appRole: { id: '18a4783c-866b-4cc7-a460-3d5e5662c884', displayName: 'Manage apps that this app creates or owns' },
  },
  {
    value: 'AppRoleAssignment.ReadWrite.All',
    appRole: {
      id: '06b708a9-e830-4db3-a914-8e69da51d44f',
      displayName: 'Manage app permission grants and app role assignments',
    },
    scope: {
      id: '84bccea3-f856-4a8a-967b-dbe0a3d53a64',
      displayName: 'Manage app permission grants and app role assignments',
      consent: 'Admin',
    },
  },
  {
    value: 'DelegatedPermissionGrant.ReadWrite.All',
    appRole: { id: '8e8e4742-1d95-4f68-9d56-6ee75648c72a', displayName: 'Manage all delegated permission grants' },
    scope: {
      id: '41ce6ca6-6826-4807-84f1-1c82854f7ee5',
      displayName: 'Manage all delegated permission grants',
      consent: 'Admin',
    },
  },
  {
    value: 'Directory.Read.All',
    appRole: { id: '7ab1d382-f21e-4acd-a863-ba3e13f7da61', displayName: 'Read directory data' },
    scope: { id: '06da0dbc-49e2-44d2-8312-53f166ab848a', displayName: 'Read directory data', consent: 'Admin' },
  },
  {
    value: 'Directory.AccessAsUser.All',
    scope: {
      id: '0e263e50-5827-48a4-b97c-d940288653c7',
      displayName: 'Access directory as the signed in user',
      consent: 'Admin',
    },
  },
  {
    value: 'RoleManagement.Read.Directory',
    appRole: { id: '483bed4a-2ad3-4361-a73b-c83ccdbdc53c', displayName: 'Read all directory RBAC settings' },
    scope: {
      id: '741c54c3-0c1e-44a1-818b-3f97ab4e8c83',
      displayName: 'Read directory RBAC settings',
      consent: 'Admin',
    },
  },
  {
    value: 'RoleManagement.Read.All',
    appRole: {
      id: 'c7fbd983-d9aa-4fa7-84b8-17382c103bc4',
      displayName: 'Read role management data for all RBAC providers',
    },
    scope: {
      id: '48fec646-b2ba-4019-8681-8eb31435aded',
      displayName: 'Read role management data for all RBAC providers',
      consent: 'Admin',
    },
  },
  {
    value: 'Organization.Read.All',
    appRole: { id: '498476ce-e0fe-48b0-b801-37ba7e2685c6', displayName: 'Read organization information' },
    scope: {
      id: '4908d5b9-3fb2-4b1e-9336-1888b7937185',
      displayName: 'Read organization information',
      consent: 'Admin',
    },
  },
  {
    value: 'LicenseAssignment.Read.All',
    appRole: { id: 'e2f98668-2877-4f38-a2f4-8202e0717aa1', displayName: 'Read all license assignments.' },
    scope: {
      id: 'f395577a-0960-456b-979f-7228de0c5996',
      displayName: 'Read all license assignments.',
      consent: 'User',
    },
  },
  {
    value: 'Domain.Read.All',
    appRole: { id: 'dbb9058a-0e50-45d7-ae91-66909b5d4664', displayName: 'Read domains' },
    scope: { id: '2f9ee017-59c1-4f1d-9472-bd5529a7b311', displayName: 'Read domains.', consent: 'Admin' },
  },
  {
    value: 'AuditLog.Read.All',
    appRole: { id: 'b0afded3-3588-46d8-8b3d-9842eff778da', displayName: 'Read all audit log data' },
    scope: { id: 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20', displayName: 'Read audit log data', consent: 'Admin' },
  },
  {
    value: 'Policy.Read.PermissionGrant',
    appRole: { id: '9e640839-a198-48fb-8b9a-013fd6f6cbcd', displayName: 'Read consent and permission grant policies' },
    scope: {
      id: '414de6ea-2d92-462f-b120-6e2a809a6d01',
      displayName: 'Read consent and permission grant policies',
      consent: 'Admin',
    },
  },
  {
    value: 'User.Read',
    scope: {
      id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
      displayName: 'Sign in and read user profile',
      consent: 'User',
    },
  },
  {
    value: 'User.Read.All',
    appRole: { id: 'df021288-bdef-4463-88db-98f22de89214', displayName: "Read all users' full profiles" },
    scope: {
      id: 'a154be20-db9c-4678-8ab7-66f6cc099a59',
      displayName: "Read all users' full profiles",
      consent: 'Admin',
    },
  },
  {
    value: 'openid',
    scope: { id: '37f7f235-527c-4136-accd-4a02d197296e', displayName: 'Sign users in', consent: 'User' },
  },
  {
    value: 'profile',
    scope: { id: '14dad69e-099b-42c9-810b-d002981feec1', displayName: "View users' basic profile", consent: 'User' },
  },
  {
    value: 'email',
    scope: { id: '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0', displayName: "View users' email address", consent: 'User' },
  },
  {
    value: 'offline_access',
    scope: {
      id: '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
      displayName: 'Maintain access to data you have given it access to',
      consent: 'User',
    },
  },
  {
    value: 'Policy.Read.All',
    appRole: { id: '246dd0d5-5bd0-4def-940b-0421030a5b68', displayName: "Read your organization's policies" },
    scope: {
      id: '572fea84-0151-49b2-9301-11cb16974376',
      displayName: "Read your organization's policies",
      consent: 'Admin',
    },
  },
];
