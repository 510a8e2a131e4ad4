'use server';

import { z } from 'zod';
import { auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { findApi } from '@/lib/cloud/alert-api';
import { requireConnectorOperator } from '@/lib/connector/connector-access-queries';
import { connectorStore } from '@/lib/connector/connector-store';
import { detailsSource } from '@/lib/connector/details-source';
import { systemClock } from '@/lib/http/retry';
import { countAgainst, verificationLimit } from '@/lib/rate-limit/rate-limit-store';
import { currentRequestId } from '@/lib/request/current-request';
import { findSession } from '@/lib/session/session-queries';
import { detectionsReader } from './detections-reader';
import type { Verification } from './verification';
import { verifyWithSecret } from './verify-connection';

/** Entra's secrets have 40 characters; Microsoft promises no length. */
const askedSchema = z.object({ connectorId: z.guid(), clientSecret: z.string().min(1).max(512) });

export type VerificationState =
  | { readonly ok: true; readonly verification: Verification }
  | { readonly ok: false; readonly problem: 'signedOut' | 'input' | 'tooMany' };

/** `Verify connection` while the page shows the secret: it comes in this one call and goes to Entra alone. */
export async function verifyConnection(connectorId: string, clientSecret: string): Promise<VerificationState> {
  const session = await findSession();
  if (!session) return { ok: false, problem: 'signedOut' };
  const asked = askedSchema.safeParse({ connectorId, clientSecret });
  if (!asked.success) return { ok: false, problem: 'input' };
  const connector = await connectorStore.find({ tenantId: session.tenantId, id: asked.data.connectorId });
  if (!connector || connector.state === 'removing') return { ok: false, problem: 'input' };
  const operator = await requireConnectorOperator(session, connector);
  if ((await countAgainst(verificationLimit, session.personId)) !== null) return { ok: false, problem: 'tooMany' };
  const { cloud } = detailsSource();
  const requestId = await currentRequestId();
  const context = {
    operator,
    connectors: connectorStore,
    audit: auditTrail(auditStore, operator.session, requestId),
    clock: systemClock,
    fetch,
    authorityHost: cloud.authorityHost,
    findApi: ({ api, region }: typeof connector) => findApi(cloud, api, region),
    readDetections: detectionsReader(requestId),
    requestId,
  };
  return { ok: true, verification: await verifyWithSecret(context, connector, asked.data.clientSecret) };
}
