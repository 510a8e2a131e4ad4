import 'server-only';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import { environment } from '@/lib/env';
import { type Counted, readCounts } from '@/lib/signal/counts';
import { version } from '@/package.json';
import { readDatabaseState, readStanding, type Standing } from './standing-store';

declare global {
  /** Since the last time that somebody asked. */
  var siemConnectLoopDelay: ReturnType<typeof monitorEventLoopDelay> | undefined;
}

/** However many ask, the database is asked so often; milliseconds. */
const KEEP_STANDING_MS = 5_000;

let lastRead: { readonly standing: Promise<Standing | null>; readonly at: number } | null = null;

/**
 * All that `/metrics` says. Names and units follow Prometheus.
 *
 * @see https://prometheus.io/docs/practices/naming/
 */
export async function readMetrics(): Promise<{ readonly contentType: string; readonly text: string }> {
  const registry = new Registry();
  const { state, kind = 'unknown' } = await readDatabaseState();
  const { CLOUD: cloud } = environment();
  gauge(registry, 'siem_connect_info', 'The release, its database and its cloud.').set({ version, kind, cloud }, 1);
  gauge(registry, 'siem_connect_database_up', '1 while the database takes changes.').set(state === 'ok' ? 1 : 0);
  addCounts(registry);
  addProcess(registry);
  const standing = state === 'ok' ? await keptStanding() : null;
  if (standing) addStanding(registry, standing);
  addExpiries(registry, standing);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

function keptStanding(): Promise<Standing | null> {
  const now = Date.now();
  if (!lastRead || now > lastRead.at + KEEP_STANDING_MS || now < lastRead.at) {
    // That the database cannot be read now is said by the absence of what it would say.
    const standing = readStanding(environment().ENTRA_TENANT_ID, new Date(now)).catch(() => null);
    lastRead = { standing, at: now };
  }
  return lastRead.standing;
}

type Label = 'version' | 'kind' | 'cloud' | 'state' | 'credential' | 'status' | 'outcome';

function gauge(registry: Registry, name: string, help: string): Gauge<Label> {
  const labelNames: Label[] = ['version', 'kind', 'cloud', 'state', 'credential', 'status', 'outcome'];
  return new Gauge({ name, help, labelNames, registers: [registry] });
}

function addCounts(registry: Registry): void {
  const add = (
    counted: Counted,
    label: 'status' | 'outcome',
    described: { readonly name: string; readonly help: string },
  ) => {
    const counter = new Counter({ ...described, labelNames: [label], registers: [registry] });
    for (const [outcome, times] of readCounts(counted)) counter.inc({ [label]: outcome }, times);
  };
  add('graphRequests', 'status', {
    name: 'siem_connect_graph_requests_total',
    help: 'Requests to Microsoft Graph by the class of their answer; none where there was no answer.',
  });
  add('operations', 'outcome', {
    name: 'siem_connect_operations_total',
    help: 'Work in the tenant that ended in this process, by how.',
  });
}

function addProcess(registry: Registry): void {
  const { user, system } = process.cpuUsage();
  const cpu = { name: 'process_cpu_seconds_total', help: 'Processor time of this process.' };
  new Counter({ ...cpu, registers: [registry] }).inc((user + system) / 1e6);
  gauge(registry, 'process_resident_memory_bytes', 'Memory that this process holds.').set(process.memoryUsage.rss());
  const startedAt = Date.now() / 1_000 - process.uptime();
  gauge(registry, 'process_start_time_seconds', 'When this process began.').set(startedAt);
  const lag = gauge(
    registry,
    'nodejs_eventloop_lag_p99_seconds',
    'One in a hundred waited longer, since the last look.',
  );
  const delay = (globalThis.siemConnectLoopDelay ??= monitorEventLoopDelay());
  // Before anything was measured it is no number.
  lag.set(delay.count > 0 ? delay.percentile(99) / 1e9 : 0);
  delay.reset();
  delay.enable();
}

function addStanding(registry: Registry, { sessions, connectors, overdueSeconds }: Standing): void {
  gauge(registry, 'siem_connect_sessions', 'Sessions that are open.').set(sessions);
  const inState = gauge(registry, 'siem_connect_connectors', 'Connectors by state.');
  for (const [state, times] of Object.entries(connectors)) inState.set({ state }, times);
  const overdue = 'How long the work that the portal does by itself has been due, of what is most behind.';
  gauge(registry, 'siem_connect_background_overdue_seconds', overdue).set(overdueSeconds);
}

/** What has no known end has no series. */
function addExpiries(registry: Registry, standing: Standing | null): void {
  const help = 'When the credential ends: of the portal itself, and the first of the connectors that work.';
  const ends = gauge(registry, 'siem_connect_credential_expiry_timestamp_seconds', help);
  const { current } = environment().credentials;
  if ('clientCertificate' in current) ends.set({ credential: 'portal' }, current.clientCertificate.endsAt / 1_000);
  if (standing?.secretEndsAt) ends.set({ credential: 'connector' }, standing.secretEndsAt.getTime() / 1_000);
}
