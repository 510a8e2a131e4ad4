import 'server-only';
import { log } from '@/lib/log';
import { portalKeys } from '@/lib/seal/portal-keys';
import { type ChainEnd, portalQuery, readChain, readEnds, readSegments } from './chain-reader-store';
import type { ChainHead, ChainPosition } from './chain-link';
import { type ChainReport, verifyChain } from './verify-chain';

/** What the newest look at a tenant's chain has found. */
export type ChainCheck = ChainReport & { readonly checkedAt: Date };

type Checks = {
  readonly found: Map<string, ChainCheck>;
  /** Ends up to which everything was well, by this process's own look. */
  readonly sound: Map<string, ChainPosition>;
  /** What this process has seen the chains end with. */
  readonly heads: Map<string, ChainHead>;
};

// Next may load this file more than once in one process.
declare global {
  var siemConnectChainChecks: Checks | undefined;
}

function checks(): Checks {
  globalThis.siemConnectChainChecks ??= { found: new Map(), sound: new Map(), heads: new Map() };
  return globalThis.siemConnectChainChecks;
}

/** What the last look of this process has found; null before the first one has ended. */
export function findChainCheck(tenantId: string): ChainCheck | null {
  return checks().found.get(tenantId) ?? null;
}

/**
 * Looks at the chains of all tenants and keeps what it finds in memory, where nobody who has the database can change it.
 *
 * @param which whole: from the beginning. new: what was appended since the last look, after which nothing was wrong
 */
export async function checkChains(which: 'whole' | 'new'): Promise<void> {
  const { found, heads, sound } = checks();
  const ends = await readEnds(portalQuery);
  const gone = [...heads.keys()].filter((tenantId) => !ends.some((end) => end.tenantId === tenantId));
  for (const end of [...ends, ...gone.map((tenantId) => ({ tenantId, head: null, lastSeq: 0 }))]) {
    const { tenantId, head } = end;
    const report = await lookTwice(end, which === 'new' ? sound.get(tenantId) : undefined);
    const earlier = found.get(tenantId);
    const verified = report.verified ?? (report.findings.length === 0 ? (earlier?.verified ?? null) : null);
    found.set(tenantId, { ...report, verified, checkedAt: new Date() });
    if (report.findings.length > 0) {
      sound.delete(tenantId);
      log().error({ tenantId, findings: report.findings.slice(0, 10) }, 'the audit log was changed');
    } else if (head) {
      sound.set(tenantId, head);
      heads.set(tenantId, head);
    }
  }
}

/** Retention of another process may remove events while they are read: what is wrong then is right a moment later. */
async function lookTwice(end: ChainEnd, from: ChainPosition | undefined): Promise<ChainReport> {
  const first = await look(end, from);
  return first.findings.length === 0 ? first : look(end, undefined);
}

async function look({ tenantId, head, lastSeq }: ChainEnd, from: ChainPosition | undefined): Promise<ChainReport> {
  const segments = (await readSegments(portalQuery)).filter((segment) => segment.tenantId === tenantId);
  const seen = checks().heads.get(tenantId);
  const upTo = Math.max(head?.seq ?? 0, lastSeq);
  const part = { tenantId, upTo, ...(from ? { after: from.seq } : {}) };
  const chain = { tenantId, events: readChain(portalQuery, part), head, segments, heads: seen ? [seen] : [] };
  return verifyChain({ ...chain, ...(from ? { from } : {}) }, portalKeys('audit').all);
}

/** Writes the head of every chain to the log, which leaves the machine: by it a cut end is found, and that all is gone. */
export async function tellHeads(): Promise<void> {
  for (const { head } of await readEnds(portalQuery)) {
    if (head) log().info({ auditHead: head }, 'audit head');
  }
}
