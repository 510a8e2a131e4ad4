import { operationPath } from '@/lib/operations-api/operation-path';
import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { undo } from '@/lib/operation/operation-request';
import { currentRequestId } from '@/lib/request/current-request';
import { asPerson, defineRoute } from '@/lib/session/define-route';

/** Takes back what set-up made. It is done when somebody follows. */
export const POST = defineRoute({ access: asPerson, input: operationPath }, async (_call, { params: { id } }) => {
  const accepted = await undo(id);
  return accepted.ok
    ? Response.json({ id }, { status: 202 })
    : refusalResponse(accepted.error, await currentRequestId());
});
