import 'server-only';
import { environment, environmentCloud } from '@/lib/env';
import { version } from '@/package.json';
import { requireViewer } from '@/lib/session/session-queries';
import type { About } from './about';

/** What somebody who looks after the portal asks of it first. */
export async function getAbout(): Promise<About> {
  await requireViewer();
  const { DATABASE_URL: address } = environment();
  const { id, authorityHost, graphUrl, regions } = environmentCloud();
  const alerts = [...new Set(regions.map(({ defenderApiUrl }) => defenderApiUrl))];
  return {
    version,
    node: process.versions.node,
    database: address === undefined ? 'embedded' : 'server',
    cloud: id,
    hosts: [
      { purpose: 'signIn', host: new URL(authorityHost).host },
      { purpose: 'directory', host: new URL(graphUrl).host },
      ...alerts.map((url) => ({ purpose: 'alerts' as const, host: new URL(url).host })),
    ],
  };
}
