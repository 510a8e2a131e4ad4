import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { ServiceError } from '@/lib/http/service-error';
import type { GraphContext } from './graph-context';
import { callGraph } from './graph-request';

const secretsSchema = z.object({
  passwordCredentials: z
    .array(
      z.object({
        hint: z.string().nullish(),
        startDateTime: z.iso.datetime({ offset: true }).nullish(),
        endDateTime: z.iso.datetime({ offset: true }),
      }),
    )
    .nullish(),
});

/** A client secret as its registration shows it: the first letters, and when it begins and ends. */
export type RegisteredSecret = NonNullable<z.infer<typeof secretsSchema>['passwordCredentials']>[number];

/** @see https://learn.microsoft.com/graph/api/application-get */
export async function readRegisteredSecrets(
  context: GraphContext,
  clientId: string,
): Promise<Result<readonly RegisteredSecret[], ServiceError>> {
  const path = `/applications(appId='${clientId}')?$select=passwordCredentials`;
  const read = await callGraph(context, { method: 'GET', path, answer: secretsSchema });
  return read.ok ? succeed(read.value.passwordCredentials ?? []) : read;
}
