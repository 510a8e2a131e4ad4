import { openApiDocument } from '@/lib/operation/openapi';

/** For whoever writes a program against the door: nothing in it is of this tenant. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
