import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { StepProblem } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { sampleConnector } from '@/lib/connector/testing/sample-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { proveCredential } from '@/lib/directory/prove-credential';
import { removeOrphanedCredentials } from '@/lib/directory/remove-orphaned-credentials';
import { findGraphRefusal } from '@/lib/doctor/refusal-finding';
import { signInCodes } from '@/lib/doctor/sign-in-code';
import { aadsts, entraOrigin, scriptedEntra } from '@/lib/entra/testing/scripted-entra';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { definitions } from '@/lib/operations/kinds/registry';
import { type OperationKind, operationKinds } from '@/lib/operations/operation-kind';
import { verifyWithSecret } from '@/lib/verification/verify-connection';
import { refusals } from '@/tenant/graph/protocol/graph-refusal';
import { documentedRefusals } from '@/tenant/testing/documented-refusals';
import { createTestContext, reload, storedConnector, unsignedToken } from './testing/test-context';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

type Refusal = { readonly status: number; readonly code: string; readonly message: string };

const refusalSchema = z.object({ status: z.number(), code: z.string(), message: z.string() });
const documentedSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** One of each kind that Graph is known to give: what the tenant answers, and what is documented or was observed. */
const known: readonly Refusal[] = [
  ...Object.values(refusals).map((make) => refusalSchema.parse(Reflect.apply(make, undefined, ['sample', 'sample']))),
  ...documentedRefusals('graph').flatMap(({ status, body }) => {
    const read = documentedSchema.safeParse(body).data;
    return read ? [{ status, ...read.error }] : [];
  }),
];
const distinct = [
  ...new Map(known.map((one) => [`${one.status} ${String(findGraphRefusal(one.code, one.message))}`, one])).values(),
];

const inputs: Partial<Record<OperationKind, unknown>> = {
  permissions: { siemType: 'wazuh', api: 'graph-alerts', incidents: false },
};

/** Of one kind on one connector: every call is answered alike, so that the first meets the refusal. */
async function setUpTest(kind: OperationKind) {
  let refusal: Refusal = { status: 500, code: '', message: '' };
  const network = fakeNetwork(() => {
    const { status, code, message } = refusal;
    return Response.json({ error: { code, message } }, { status, headers: { 'request-id': 'theirs' } });
  });
  vi.stubGlobal('fetch', network.fetch);
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context } = createTestContext({ network, token, startsAt: Date.now(), origin: 'https://graph.example' });
  const stored = await storedConnector(context);
  const ids = { applicationObjectId: randomUUID(), appId: randomUUID(), servicePrincipalId: randomUUID() };
  if (kind !== 'enable')
    await connectorStore.update(stored, { ...ids, state: kind === 'restore' ? 'removed' : 'ready' });
  const secret = await connectorStore.addSecret(stored, {
    ...{ purpose: 'siem', label: 'x', expiresAt: new Date(Date.now() + 86_400_000) },
  });
  // What is cleaned up are credentials that nobody has heard of.
  if (kind !== 'clean-up')
    await connectorStore.saveSecretKey(stored.tenantId, secret.id, { keyId: randomUUID(), hint: null });
  const connector = await reload(stored);
  const code = { code: 'c', nonce: 'n', codeVerifier: 'v' };
  const work = {
    ...{ connector, restoring: false, input: inputs[kind] ?? { secretId: secret.id } },
    ...{ redirectUri: 'http://localhost:3000/consent/callback' },
    elevatedToken: { accessToken: token, expiresAt: Date.now() + 3_600_000, connector: code },
  };
  return async (given: Refusal): Promise<StepProblem | null> => {
    refusal = given;
    // The engine does this work before any other.
    const cleaned = kind === 'clean-up' ? await removeOrphanedCredentials(context, connector) : null;
    if (cleaned && !cleaned.ok) return cleaned.error;
    const done = await definitions[kind].run(context, work);
    if (!done.ok) return done.error;
    const { result } = done.value;
    return result?.kind === 'verification' && result.verification.result.kind === 'failed'
      ? result.verification.result.failure.problem
      : null;
  };
}

describe('an operation names what Microsoft Graph refused', () => {
  it.each(operationKinds)('as %s, for every refusal that Graph is known to give', async (kind) => {
    const refuse = await setUpTest(kind);
    for (const refusal of distinct) {
      const problem = await refuse(refusal);
      // What is to be removed and is not there has nothing to be refused.
      if (problem === null && refusal.status === 404) continue;
      const finding = findGraphRefusal(refusal.code, refusal.message);
      expect({ refusal, finding: problem?.finding }).toEqual({ refusal, finding });
    }
  });
});

describe('whoever asks Entra ID for a token names what it refused', () => {
  it.each(signInCodes)('%s', async (code) => {
    const number = Number(code.replace('AADSTS', ''));
    const answers = Array.from({ length: 200 }, () => aadsts(number));
    const { network } = scriptedEntra(...answers);
    vi.stubGlobal('fetch', network.fetch);
    const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
    const { context } = createTestContext({ network, token, startsAt: Date.now(), origin: entraOrigin });
    const known = sampleConnector({ appId: randomUUID() });
    const proven = await proveCredential(context, known, 'the-secret');
    expect(proven).toMatchObject({ ok: false, error: { finding: code, aadsts: number } });
    const verified = await verifyWithSecret(context, known, 'the-secret');
    expect(verified.result).toMatchObject({ failure: { at: 'token', problem: { finding: code } } });
  });
});
