import { z } from 'zod';
import type { GraphContext } from '../../lib/graph/graph-context';
import { callGraph } from '../../lib/graph/graph-request';
import type { ServiceError } from '../../lib/http/service-error';
import { type Result, succeed } from '../../lib/result';

const certificateSchema = z.object({
  keyId: z.guid().nullish(),
  displayName: z.string().nullish(),
  type: z.string(),
  usage: z.string(),
  /** Told only when this collection alone is asked for. */
  key: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
});

export type RegisteredCertificate = z.infer<typeof certificateSchema>;

/** @see https://learn.microsoft.com/graph/api/resources/keycredential */
export async function readCertificates(
  graph: GraphContext,
  applicationId: string,
): Promise<Result<readonly RegisteredCertificate[], ServiceError>> {
  const read = await callGraph(graph, {
    method: 'GET',
    path: `/applications/${applicationId}?$select=keyCredentials`,
    answer: z.object({ keyCredentials: z.array(certificateSchema) }),
  });
  return read.ok ? succeed(read.value.keyCredentials) : read;
}

/**
 * Replaces the collection: what is to stay has to be among them, with its key.
 *
 * @see https://learn.microsoft.com/graph/api/application-update
 */
export async function writeCertificates(
  graph: GraphContext,
  applicationId: string,
  keyCredentials: readonly RegisteredCertificate[],
): Promise<Result<void, ServiceError>> {
  const written = await callGraph(graph, {
    method: 'PATCH',
    path: `/applications/${applicationId}`,
    headers: { 'Content-Type': 'application/json' },
    body: { keyCredentials },
    answer: z.unknown(),
  });
  return written.ok ? succeed(undefined) : written;
}
