import type { RoleName } from '../seed/directory-roles';

/** The directory roles that bring the permission to view data in Defender. */
export const securityReaders: readonly RoleName[] = [
  'Security Reader',
  'Security Operator',
  'Security Administrator',
  'Global Reader',
  'Global Administrator',
];
