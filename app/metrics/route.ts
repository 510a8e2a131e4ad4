import { readMetrics } from '@/lib/metrics/metrics-handler';

/** For Prometheus. The door lets nobody here without the token, or from another machine. */
export async function GET(): Promise<Response> {
  const { contentType, text } = await readMetrics();
  return new Response(text, { headers: { 'content-type': contentType } });
}
