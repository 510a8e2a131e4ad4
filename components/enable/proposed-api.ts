import type { ApiOption, EnableOptions } from '@/lib/pages/enable-queries';
import { neededBy } from '@/lib/siem/catalogue/needed-permissions';
import type { AlertApi } from '@/lib/siem/connector-details';
import { readableApis, type SiemAccess } from '@/lib/siem/siem-access';

/** What a SIEM comes to in this tenant, for this person. */
export type Proposal =
  /** It reads Defender by itself. */
  | { readonly kind: 'needsNone' }
  /** Nobody here can have it: none of the APIs that it reads can be chosen. */
  | { readonly kind: 'unavailable'; readonly option: ApiOption }
  | { readonly kind: 'grant' | 'ask'; readonly option: ApiOption; readonly permissions: readonly string[] };

/** Of the APIs that a SIEM reads the one that this person can grant; else one that an administrator can. */
export function proposeApi(access: SiemAccess, { apis }: Pick<EnableOptions, 'apis'>): Proposal {
  const readable = readableApis(access).flatMap((api) => {
    const option = apis.find((one) => one.api === api);
    return option ? [{ api, option }] : [];
  });
  const [first] = readable;
  if (!first) return { kind: 'needsNone' };
  const granted = readable.find(({ option }) => option.obstacle === null);
  if (granted) return { kind: 'grant', option: granted.option, permissions: permissionsOf(access, granted.api) };
  const asked = readable.find(({ option }) => option.obstacle === 'role');
  if (asked) return { kind: 'ask', option: asked.option, permissions: permissionsOf(access, asked.api) };
  return { kind: 'unavailable', option: first.option };
}

function permissionsOf(access: SiemAccess, api: AlertApi): readonly string[] {
  return neededBy(access, { api, incidents: false }).map(({ appRole }) => appRole);
}
