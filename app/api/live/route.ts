import { version } from '@/package.json';

/** Whether the process answers at all: what restarting it could mend. Asks nothing of the database, nor of Microsoft. */
export function GET(): Response {
  return Response.json({ status: 'ok', version });
}

export { GET as HEAD };
