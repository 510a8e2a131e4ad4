import { guidFor } from '../store/object-key';

/** Role templates are the same in every tenant; names and ids are Microsoft's. */
const templates = {
  'Global Administrator': [
    '62e90394-69f5-4237-9190-012177145e10',
    'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.',
  ],
  'Privileged Role Administrator': [
    'e8611ab8-c189-46e8-94e1-60213ab1f814',
    'Can manage role assignments in Microsoft Entra ID, and all aspects of Privileged Identity Management.',
  ],
  'Application Administrator': [
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    'Can create and manage all aspects of app registrations and enterprise apps.',
  ],
  'Cloud Application Administrator': [
    '158c047a-c907-4556-b7ef-446551a6b5f7',
    'Can create and manage all aspects of app registrations and enterprise apps except App Proxy.',
  ],
  'Application Developer': [
    'cf1c38e5-3621-4004-a7cb-879624dced7c',
    "Can create application registrations independent of the 'Users can register applications' setting.",
  ],
  'Security Administrator': [
    '194ae4cb-b126-40b2-bd5b-6091b380977d',
    'Can read security information and reports, and manage configuration in Microsoft Entra ID and Office 365.',
  ],
  'Security Operator': ['5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', 'Creates and manages security events.'],
  'Security Reader': [
    '5d6b6bb7-de71-4623-b4af-96380a352509',
    'Can read security information and reports in Microsoft Entra ID and Office 365.',
  ],
  'Global Reader': [
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    'Can read everything that a Global Administrator can, but not update anything.',
  ],
  'Directory Readers': [
    '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
    'Can read basic directory information. Commonly used to grant directory read access to applications and guests.',
  ],
  'License Administrator': ['4d6ac14f-3453-41d0-bef9-a3e0c569773a', 'Can manage product licenses on users and groups.'],
} as const;

export type RoleName = keyof typeof templates;

export type DirectoryRole = {
  /** Object id in this tenant; the template id is the one that is equal everywhere. */
  readonly id: string;
  readonly roleTemplateId: string;
  readonly displayName: RoleName;
  readonly description: string;
};

const roleNames: readonly RoleName[] = [
  'Global Administrator',
  'Privileged Role Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
  'Application Developer',
  'Security Administrator',
  'Security Operator',
  'Security Reader',
  'Global Reader',
  'Directory Readers',
  'License Administrator',
];

export const directoryRoles: readonly DirectoryRole[] = roleNames.map((displayName) => {
  const [roleTemplateId, description] = templates[displayName];
  return { id: guidFor(`directory-role/${displayName}`), roleTemplateId, displayName, description };
});

export function roleTemplateId(name: RoleName): string {
  return templates[name][0];
}
