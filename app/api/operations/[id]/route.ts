import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { operationPath } from '@/lib/operations-api/operation-path';
import { cancel, getOperation } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';
import { asPerson, defineRoute } from '@/lib/session/define-route';

/** How an operation stands. Nothing begins by looking. */
export const GET = defineRoute({ access: asPerson, input: operationPath }, async (_call, { params: { id } }) => {
  const found = await getOperation(id);
  return found.ok ? Response.json(found.value) : refusalResponse(found.error, await currentRequestId());
});

/** Gives up before anything was made. */
export const DELETE = defineRoute({ access: asPerson, input: operationPath }, async (_call, { params: { id } }) => {
  const cancelled = await cancel(id);
  return cancelled.ok
    ? new Response(null, { status: 204 })
    : refusalResponse(cancelled.error, await currentRequestId());
});
