import { z } from 'zod';

/** One fault of the embedded tenant; docs/tenant.md has them all. */
export type Fault = {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly body?: string;
  readonly times?: number;
  readonly skip?: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly code?: string | number;
  readonly after?: boolean;
  readonly claims?: boolean;
  readonly reset?: 'before' | 'after';
  readonly hang?: 'before' | 'after';
  readonly malformed?: 'html' | 'empty' | 'truncated' | 'shape' | 'members';
  readonly delayMs?: number;
};

export type TenantSettings = {
  readonly replicationDelayMs?: number;
  readonly replication?: {
    readonly replicas?: number;
    readonly spreadMs?: number;
    readonly listDelayMs?: number;
    readonly signInDelayMs?: number;
    readonly seed?: number;
  };
  readonly clockOffsetMs?: number;
  readonly concurrencyWindowMs?: number;
  readonly registration?: {
    readonly everybody?: boolean;
    readonly requiresServiceManagementReference?: boolean;
    readonly quota?: number;
  };
  readonly pages?: { readonly size?: number; readonly emptyFirst?: boolean };
  readonly throttlePercentage?: number;
  readonly signInRefusals?: readonly { readonly code: number; readonly person?: string; readonly appId?: string }[];
  readonly secrets?: { readonly forbidden?: boolean; readonly maxLifetime?: string | null };
  readonly alerts?: boolean;
  readonly userConsent?: boolean;
  readonly defenderLicence?: boolean;
  readonly windowsDefenderATP?: boolean;
  readonly portalConsent?: readonly string[];
};

/** What another administrator does meanwhile; an application goes by its appId or uniqueName. */
export type DirectoryChange =
  | {
      readonly do:
        | 'disable'
        | 'enable'
        | 'delete'
        | 'purge'
        | 'deleteServicePrincipal'
        | 'removeRoles'
        | 'removeSecrets'
        | 'expireSecrets';
      readonly application: string;
    }
  | { readonly do: 'addOwner'; readonly application: string; readonly owner: string }
  | { readonly do: 'addPerson'; readonly person: string; readonly like: string }
  | { readonly do: 'assignRole' | 'removeRole'; readonly person: string; readonly role: string };

const password = z.object({ keyId: z.string(), hint: z.string().nullish(), displayName: z.string().nullish() });

const stateSchema = z.object({
  applications: z.array(
    z.object({
      id: z.string(),
      appId: z.string(),
      displayName: z.string(),
      uniqueName: z.string().nullish(),
      serviceManagementReference: z.string().nullish(),
      passwordCredentials: z.array(password),
      web: z.object({ redirectUris: z.array(z.string()) }),
      ownerIds: z.array(z.string()),
    }),
  ),
  servicePrincipals: z.array(
    z.object({
      id: z.string(),
      appId: z.string(),
      displayName: z.string(),
      appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish() })),
    }),
  ),
  appRoleAssignments: z.array(z.object({ principalId: z.string(), resourceId: z.string(), appRoleId: z.string() })),
  oauth2PermissionGrants: z.array(z.object({ clientId: z.string(), scope: z.string() })),
  deletedItems: z.object({ applications: z.array(z.unknown()), servicePrincipals: z.array(z.unknown()) }),
});

export type TenantState = z.infer<typeof stateSchema>;

export type Exchange = { readonly method: string; readonly url: string; readonly status: number };
const exchangeSchema = z.object({ method: z.string(), url: z.string(), status: z.number() });

/** The embedded tenant's own doors for tests. */
export function tenantControl(tenantUrl: string) {
  async function post(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${tenantUrl}/control/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  const exchangeLines = async () => (await fetch(`${tenantUrl}/control/exchanges`)).text();
  const state = async () => stateSchema.parse(await (await fetch(`${tenantUrl}/control/state`)).json());
  return {
    reset: () => post('reset', {}),
    faults: (...faults: readonly Fault[]) => post('faults', faults),
    /** How many faults are still to come. */
    pendingFaults: async () =>
      z.array(z.unknown()).parse(await (await fetch(`${tenantUrl}/control/faults`)).json()).length,
    settings: (settings: TenantSettings) => post('settings', settings),
    changes: (...changes: readonly DirectoryChange[]) => post('changes', changes),
    state,
    exchangeLines,
    /** What went to Microsoft Graph, in order. */
    async graphExchanges(): Promise<readonly Exchange[]> {
      const lines = (await exchangeLines()).split('\n').filter(Boolean);
      const exchanges = lines.map((line) => exchangeSchema.parse(JSON.parse(line)));
      return exchanges.filter(({ url }) => url.startsWith('https://graph.microsoft.com/'));
    },
    /** Applications that this portal made. */
    async connectorApplications() {
      return (await state()).applications.filter(({ uniqueName }) => uniqueName?.startsWith('siem-connect-'));
    },
  };
}

export type TenantControl = ReturnType<typeof tenantControl>;
