'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { findApi } from '@/lib/cloud/alert-api';
import type { Connector } from '@/lib/connector/connector';
import { onConnector } from '@/lib/connector/connector-access-queries';
import { connectorStore } from '@/lib/connector/connector-store';
import { detailsSource } from '@/lib/connector/details-source';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { systemClock } from '@/lib/http/retry';
import { countShared, verifications } from '@/lib/rate-limit/count-shared';
import { countedCaller, currentRequestId } from '@/lib/request/current-request';
import { fail, succeed } from '@/lib/result';
import { defineAction } from '@/lib/session/define-action';
import { detectionsReader } from './detections-reader';
import { verifyWithSecret } from './verify-connection';

/** Entra's secrets have 40 characters; Microsoft promises no length. */
const secret = z.string().min(1).max(512);

/** `Verify connection` while the page shows the secret: it comes in this one call and goes to Entra alone. */
export const verifyConnection = defineAction(
  { access: onConnector, input: z.tuple([z.guid(), secret]) },
  async ({ caller: { connector, operator }, audit }, _connectorId, clientSecret) => {
    if (connector.state === 'removing' || connector.state === 'removed') return fail('input' as const);
    const counted = { key: operator.session.personId, address: await countedCaller() };
    if ((await countShared(verifications, counted)) !== null) return fail('tooMany' as const);
    const { cloud } = detailsSource();
    const requestId = await currentRequestId();
    const context = {
      operator,
      connectors: connectorStore,
      audit,
      clock: systemClock,
      fetch: outgoingFetch,
      authorityHost: cloud.authorityHost,
      findApi: ({ api, region }: Connector) => findApi(cloud, api, region),
      readDetections: detectionsReader(requestId),
      requestId,
    };
    const verification = await verifyWithSecret(context, connector, clientSecret);
    // When it was last proven is part of the page.
    refresh();
    return succeed(verification);
  },
);
