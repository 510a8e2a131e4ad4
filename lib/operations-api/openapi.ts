import { z } from 'zod';
import { beginSchema } from '@/lib/operations/begin-input';
import { operationViewSchema } from './operation-view-schema';

const refusalSchema = z.object({
  error: z.looseObject({
    code: z.string(),
    /** Of the body that could not be parsed. */
    field: z.string().nullable().optional(),
    /** Of the operation, when it does not allow the request. */
    state: z.string().optional(),
    possible: z.array(z.string()).optional(),
    requestId: z.string(),
  }),
});

const begunSchema = z.object({ id: z.guid(), self: z.string(), events: z.string(), signIn: z.string() });

const json = (schema: z.ZodType) => ({
  'application/json': {
    schema: z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' }),
  },
});
const refused = (description: string) => ({ description, content: json(refusalSchema) });

const refusals = {
  401: refused('Nobody is signed in.'),
  403: refused('The person’s roles do not allow it, or the request came from another origin.'),
  404: refused('There is no such operation of this person.'),
};
const wrongState = refused('The operation stands elsewhere: with its state, and what is possible.');
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const accepted = {
  description: 'Accepted; it is done when somebody follows the events.',
  content: json(z.object({ id: z.guid() })),
};

const paths = {
  '/api/operations': {
    post: {
      operationId: 'beginOperation',
      summary: 'Begins an operation, which then waits for its person to consent in Entra’s pages',
      requestBody: { required: true, content: json(beginSchema) },
      responses: {
        201: { description: 'Begun. The same id twice begins one.', content: json(begunSchema) },
        400: refused('The body cannot be parsed: with the field.'),
        ...refusals,
        409: wrongState,
        429: refused('Too many sign-ins were begun and not finished; Retry-After says how long to wait.'),
      },
    },
  },
  '/api/operations/{id}': {
    parameters: [id],
    get: {
      operationId: 'getOperation',
      summary: 'How an operation stands. Nothing begins by looking',
      responses: { 200: { description: 'As it stands.', content: json(operationViewSchema) }, ...refusals },
    },
    delete: {
      operationId: 'cancelOperation',
      summary: 'Gives up before anything was made',
      responses: { 204: { description: 'Cancelled.' }, ...refusals, 409: wrongState },
    },
  },
  '/api/operations/{id}/events': {
    parameters: [id],
    get: {
      operationId: 'followOperation',
      summary: 'Server-sent events: operation (a view), result (told once), end. Begins what consent allowed',
      parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }],
      responses: {
        200: { description: 'The stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        ...refusals,
      },
    },
  },
  '/api/operations/{id}/retry': {
    parameters: [id],
    post: {
      operationId: 'retryOperation',
      summary: 'Goes on from the step that failed, while what consent brought still works',
      responses: { 202: accepted, ...refusals, 409: wrongState },
    },
  },
  '/api/operations/{id}/undo': {
    parameters: [id],
    post: {
      operationId: 'undoOperation',
      summary: 'Takes back what set-up made',
      responses: { 202: accepted, ...refusals, 409: wrongState },
    },
  },
};

/**
 * The door for operations as an OpenAPI document, made of the schemas that parse.
 *
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'SIEM Connect operations',
      version: '1',
      description:
        'Consented work in the tenant. A signed-in person’s session cookie authenticates; requests that change something need the portal’s own Origin.',
    },
    paths,
  };
}
