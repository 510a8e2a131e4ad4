import path from 'node:path';
import { z } from 'zod';
import type { Origins } from './context/public-names';
import { portalAppId } from './seed/portal-registration';
import { tenantId } from './seed/tenant-identity';
import { mintSecret } from './store/client-secret';
import { readJsonFile, writeFileAtomically } from './store/state-file';

/** The variables a portal needs to use this tenant; the same names as for a tenant of Microsoft. */
export type PortalEnvironment = Readonly<Record<string, string>>;

const savedSchema = z.object({ ENTRA_CLIENT_SECRET: z.string().min(1) });

/** The secret lives in portal.json alone: the state knows its hash. A new one is made when the file is gone. */
export async function readPortalSecret(folder: string): Promise<string> {
  const saved = await readJsonFile(portalFile(folder), savedSchema);
  return saved.ok && saved.value !== undefined ? saved.value.ENTRA_CLIENT_SECRET : mintSecret().secretText;
}

export async function writePortalEnvironment(
  folder: string,
  {
    origins,
    secret,
    certificateFile,
  }: { readonly origins: Origins; readonly secret: string; readonly certificateFile: string },
): Promise<PortalEnvironment> {
  const environment = {
    ENTRA_AUTHORITY_HOST: origins.api,
    ENTRA_TENANT_ID: tenantId,
    ENTRA_CLIENT_ID: portalAppId,
    ENTRA_CLIENT_SECRET: secret,
    GRAPH_URL: origins.api,
    DEFENDER_API_URL: origins.api,
    NODE_EXTRA_CA_CERTS: certificateFile,
  };
  await writeFileAtomically(portalFile(folder), `${JSON.stringify(environment, null, 2)}\n`);
  return environment;
}

function portalFile(folder: string): string {
  return path.join(folder, 'portal.json');
}
