import { z } from 'zod';
import { begin } from '@/lib/operation/begin-request';
import { beginSchema } from '@/lib/operations/begin-input';
import { refusalResponse } from '@/lib/operations-api/refusal-response';
import { currentRequestId } from '@/lib/request/current-request';
import { asPerson, defineRoute } from '@/lib/session/define-route';

/** Begins an operation, which waits for its person to consent in Entra's pages. @see docs/operations-api.md */
export const POST = defineRoute(
  { access: asPerson, input: z.object({ body: beginSchema }) },
  async (_call, { body }) => {
    const begun = await begin(body);
    if (!begun.ok) return refusalResponse(begun.error, await currentRequestId());
    const self = `/api/operations/${begun.value}`;
    const links = { self, events: `${self}/events`, signIn: `/consent/start?operation=${begun.value}` };
    return Response.json({ id: begun.value, ...links }, { status: 201, headers: { location: self } });
  },
);
