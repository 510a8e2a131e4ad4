import { getHealth } from '@/lib/start/health-handler';

/** For load balancers and people: no session, no secrets. 503 when the portal cannot work. */
export async function GET(): Promise<Response> {
  const health = await getHealth();
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503 });
}

/** Load balancers often ask no more than whether. */
export { GET as HEAD };
