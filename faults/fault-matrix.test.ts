import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { portalAppId } from '@/tenant/seed/portal-registration';
import { tenantId } from '@/tenant/seed/tenant-identity';
import { testOrigins, testPortal } from '@/tenant/testing/test-tenant';
import { approvalFlows } from './approval-flows';
import { connectorFlows } from './connector-flows';
import { consentFlows } from './consent-flows';
import { faultKinds } from './fault-kinds';
import { renderFaults, renderWholeMatrix, type Tried } from './fault-table';
import type { Flow } from './flow';
import { readFlows } from './read-flows';
import { operationFlows } from './operation-flows';
import { runCase } from './run-case';
import { sessionFlows } from './session-flows';
import { signInFlows } from './sign-in-flows';
import { createFaultContext } from './fault-context';
import { verificationFlows } from './verification-flows';

process.env.ENTRA_AUTHORITY_HOST = testOrigins.api;
process.env.ENTRA_TENANT_ID = tenantId;
process.env.ENTRA_CLIENT_ID = portalAppId;
process.env.ENTRA_CLIENT_SECRET = testPortal.secret;

beforeAll(database, 600_000);
afterAll(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A busy machine takes its time. */
const LONGEST_MS = 600_000;
const PAGE = 'docs/faults.md';
const WHOLE_MATRIX = path.resolve(import.meta.dirname, '../test-results/faults.md');
const tried: Tried[] = [];

const allFlows = [
  ...connectorFlows,
  ...operationFlows,
  ...verificationFlows,
  ...consentFlows,
  ...approvalFlows,
  ...readFlows,
  ...sessionFlows,
  ...signInFlows,
];

async function runAll(flow: Flow): Promise<readonly Tried[]> {
  const faultContext = await createFaultContext();
  // msal and jose take no fetch: they use the global one.
  vi.stubGlobal('fetch', faultContext.network.fetch);
  await flow.prepare(faultContext);
  const before = faultContext.save();
  const results: Tried[] = [];
  for (const call of flow.calls) {
    for (const kind of faultKinds) {
      if (call.inBatch && (kind.effect.reset ?? kind.effect.hang)) continue;
      results.push({ flow, call, kind, result: await runCase(faultContext, { flow, call, kind, before }) });
    }
  }
  return results;
}

describe('every fault in every call', () => {
  it.each(allFlows)(
    'of “$name” leaves nothing behind and loses nothing',
    async (flow) => {
      const results = await runAll(flow);
      tried.push(...results);
      const wrong = results.flatMap(({ call, kind, result }) =>
        result.wrong.map((what) => `${call.name}, ${kind.name}: ${what}`),
      );
      expect(wrong).toEqual([]);
    },
    LONGEST_MS,
  );

  it('is on the page as it is', async () => {
    const layout = { ...(await resolveConfig(PAGE)), filepath: PAGE };
    await mkdir(path.dirname(WHOLE_MATRIX), { recursive: true });
    await writeFile(WHOLE_MATRIX, await format(renderWholeMatrix(tried), layout));
    const page = await format(renderFaults(tried), layout);
    await expect(page).toMatchFileSnapshot(`../${PAGE}`);
  });
});
