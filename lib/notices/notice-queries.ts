import 'server-only';
import { environment } from '@/lib/env';
import { readRegisteredSecrets } from '@/lib/graph/own-secrets';
import { currentLocale } from '@/lib/locale/locale-request';
import { authorizeOperator, type Viewer } from '@/lib/session/access';
import { readGraph } from '@/lib/session/graph-access';
import { findSession, requireViewer } from '@/lib/session/session-queries';
import { backgroundStore } from '@/lib/background/background-store';
import type { LastRun } from '@/lib/background/background-job';
import { noticeStore, type NoticeView, type ToldNotice } from './notice-store';
import { noticeText } from './notice-text';
import { findRegistered, fingerprintOf } from './portal-credential';
import { portalCredentialStore } from './portal-credential-store';
import type { Severity } from './thresholds';

/** A row of the list. Times are ISO 8601, UTC. */
export type ShownNotice = {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
  readonly at: string;
  readonly connectorId: string | null;
  readonly toldBy: readonly string[];
  readonly snoozedUntil: string | null;
  readonly acknowledgedByUpn: string | null;
  readonly handledReason: string | null;
  /** Over by itself. */
  readonly isOver: boolean;
};

export type NoticeList = {
  readonly notices: readonly ShownNotice[];
  readonly counts: Readonly<Record<'open' | 'snoozed', number>>;
  readonly mayChange: boolean;
};

/** The notices of one view, in the reader's language. */
export async function getNotices(view: NoticeView): Promise<NoticeList> {
  const { session } = await requireViewer();
  const { tenantId } = session;
  const [now, locale] = [new Date(), await currentLocale()];
  const told = await noticeStore.list(tenantId, view, now);
  return {
    notices: told.map((each) => show(each, { ...noticeText(locale, each.notice, now) })),
    counts: await noticeStore.count(tenantId, now),
    mayChange: authorizeOperator(session) !== null,
  };
}

function show({ notice, deliveredTo }: ToldNotice, words: Pick<ShownNotice, 'title' | 'text'>): ShownNotice {
  const { id, severity, connectorId, acknowledgedByUpn, handledReason, closedAt, snoozedUntil, createdAt } = notice;
  return {
    ...{ id, severity, connectorId, acknowledgedByUpn, handledReason, ...words, toldBy: deliveredTo },
    at: createdAt.toISOString(),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    isOver: closedAt !== null,
  };
}

/** How many the bell counts; null for whoever may not look. */
export async function getOpenCount(): Promise<number | null> {
  const session = await findSession();
  if (!session) return null;
  return (await noticeStore.count(session.tenantId, new Date())).open;
}

export type PortalEnd = {
  readonly what: 'secret' | 'certificate';
  /** ISO 8601, UTC; null where nobody knows. */
  readonly endsAt: string | null;
  readonly source: 'registration' | 'entered' | 'certificate' | null;
  readonly mayEnter: boolean;
};

/** When the portal's own credential ends. The registration is asked by whoever looks and may read it. */
export async function getPortalEnd(): Promise<PortalEnd> {
  const viewer = await requireViewer();
  const { current } = environment().credentials;
  const mayEnter = authorizeOperator(viewer.session) !== null;
  if ('clientCertificate' in current) {
    const endsAt = new Date(current.clientCertificate.endsAt).toISOString();
    return { what: 'certificate', endsAt, source: 'certificate', mayEnter: false };
  }
  const { tenantId } = viewer.session;
  const fingerprint = fingerprintOf(current);
  const known = (await portalCredentialStore.list(tenantId)).get(fingerprint);
  if (known?.source !== 'registration') await readFromRegistration(viewer, current.clientSecret);
  const saved =
    known?.source === 'registration' ? known : (await portalCredentialStore.list(tenantId)).get(fingerprint);
  return {
    what: 'secret',
    endsAt: saved ? new Date(saved.lifetime.to).toISOString() : null,
    source: saved?.source ?? null,
    mayEnter: mayEnter && saved?.source !== 'registration',
  };
}

async function readFromRegistration({ session }: Viewer, secret: string): Promise<void> {
  const graph = await readGraph(session);
  const read = graph && (await readRegisteredSecrets(graph, environment().ENTRA_CLIENT_ID));
  const lifetime = read?.ok ? findRegistered(secret, read.value) : null;
  if (!lifetime) return;
  const { tenantId } = session;
  const key = { tenantId, fingerprint: fingerprintOf({ clientSecret: secret }) };
  const now = new Date();
  const isNews = await portalCredentialStore.save(key, { lifetime, source: 'registration' }, now);
  if (isNews) await backgroundStore.makeDue(tenantId, 'notices', now);
}

/** What the portal last did by itself. */
export async function getLastRuns(): Promise<readonly LastRun[]> {
  const { session } = await requireViewer();
  return backgroundStore.listLastRuns(session.tenantId);
}
