import type { CloudId } from '@/lib/cloud/cloud';

/** What the portal calls a host for. */
export type HostPurpose = 'signIn' | 'directory' | 'alerts';

export type About = {
  readonly version: string;
  readonly node: string;
  readonly database: 'embedded' | 'server';
  readonly cloud: CloudId;
  /** Every host that the portal itself calls. */
  readonly hosts: readonly { readonly purpose: HostPurpose; readonly host: string }[];
};
