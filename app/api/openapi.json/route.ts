import { openApiDocument } from '@/lib/operations-api/openapi';

/** For whoever writes a program against the door: nothing in it is of this tenant. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
