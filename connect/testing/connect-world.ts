import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tenantId } from '../../tenant/seed/tenant-identity';
import { obtainToken } from '../../tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '../../tenant/testing/test-tenant';
import type { ConnectPlan } from '../connect';
import type { ConnectContext } from '../connect-context';
import type { CredentialKind } from '../options';
import { registrationOf } from '../registration';

const permissions = 'Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All';

export type WorldOptions = { readonly alias?: string; readonly credential?: CredentialKind };

/** A tenant, a folder for the settings, and somebody who is signed in. */
export async function connectWorld({ alias = 'global-admin', credential = 'certificate' }: WorldOptions = {}) {
  const tenant = await createTestTenant(Date.now());
  const token = await obtainToken(tenant, alias, permissions);
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-connect-'));
  const plan: ConnectPlan = {
    ...{ portalUrl: 'https://siem.contoso.example', tenantId, cloud: null, credential },
    environmentFile: path.join(folder, '.env'),
    certificateFile: path.join(folder, 'portal-certificate.pem'),
  };
  const calls: { readonly method: string; readonly path: string }[] = [];
  const lines: string[] = [];
  let refused = '';
  /** How many calls are carried out before the process dies, of which the last is not heard. */
  let callsToLive = Number.POSITIVE_INFINITY;
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (callsToLive <= 0) throw new Killed();
    const request = new Request(input, init);
    calls.push({
      method: request.method,
      path: decodeURIComponent(new URL(request.url).pathname.replace('/v1.0', '')),
    });
    if (new URL(request.url).pathname === `/v1.0${refused}`) return forbidden();
    const response = await tenant.apiApp.fetch(request);
    callsToLive -= 1;
    if (callsToLive <= 0) throw new Killed();
    return response;
  };
  const clock = { now: Date.now, sleep: () => Promise.resolve() };
  const context: ConnectContext = {
    graph: { graphUrl: testOrigins.api, token, fetch: answer, clock },
    clock,
    say: (line) => void lines.push(line),
  };
  const { uniqueName } = registrationOf(plan.portalUrl);
  const state = () => tenant.tenant.store.read();
  return {
    ...{ tenant, context, plan, calls, lines, state, folder },
    registrations: () => state().applications.filter((application) => application.uniqueName === uniqueName),
    killAfter: (count: number) => (callsToLive = count),
    loseRoles: () => {
      tenant.tenant.change((before) => ({ ...before, roleAssignments: [] }));
    },
    /** As for a person who lacks the role for it. */
    refuse: (path: string) => void (refused = path),
    revive: () => (callsToLive = Number.POSITIVE_INFINITY),
    read: (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
  };
}

function forbidden(): Response {
  const error = { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' };
  return Response.json({ error }, { status: 403 });
}

/** The process is gone: it hears no answer and sends nothing more. */
class Killed extends Error {}
