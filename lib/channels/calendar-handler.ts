import 'server-only';
import { z } from 'zod';
import { listEveryConnector } from '@/lib/connector/connector-watch-store';
import { environment } from '@/lib/env';
import { watchedCredentials } from '@/lib/notices/portal-credential';
import { portalCredentialStore } from '@/lib/notices/portal-credential-store';
import { hashSecret } from '@/lib/seal/hash-secret';
import { calendarFeed } from './calendar-feed';
import { channelStore } from './channel-store';

/** The address of a calendar is all that its readers have. */
export const calendarInput = z.object({ params: z.object({ token: z.string().regex(/^[\w-]{43}$/) }) });

/** The calendar of whoever knows its address; 404 for any other. */
export async function getCalendar(token: string): Promise<Response> {
  const { ENTRA_TENANT_ID: tenantId, PORTAL_URL: address, credentials } = environment();
  const channel = await channelStore.findCalendar(tenantId, hashSecret(token));
  if (!channel) return new Response(null, { status: 404 });
  const connectors = await listEveryConnector(tenantId);
  const portal = watchedCredentials(credentials, await portalCredentialStore.list(tenantId));
  await channelStore.noteSuccess(channel, new Date());
  return new Response(calendarFeed({ connectors, portal, locale: channel.locale, address }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="siem-connect.ics"',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}
