import 'server-only';
import { z } from 'zod';
import type { AuditAction } from '@/lib/audit/audit';
import type { Grant } from '@/lib/consent/consent';
import type { ConsentStore } from '@/lib/consent/consent-store';
import { assertNever } from '@/lib/assert-never';
import { exchangeTokens, type SiemTokens } from '@/lib/token/exchange-tokens';
import type { Verification } from '@/lib/verification/verification';
import { verifyWithShortLived } from '@/lib/verification/verify-connection';
import type { AuthorizedWork } from './authorize-work';
import { changePermissions, type PermissionChange } from './change-permissions';
import { type Connector, isLeftover, type StepProblem } from './connector';
import { findOwnApplication } from './find-own-application';
import { withFlowWaits } from './flow-waits';
import { issueSecret, removeSecret } from './issue-secret';
import { leaseWork } from './lease-work';
import { siemUseSchema } from './permission-input';
import type { FreshSecret, SetupContext } from './setup-context';
import { removeLeftovers } from './remove-leftovers';
import { plainProblem } from './step-problem';

/** What came of the work that a passage on the connector's page allowed. Secrets and tokens are in here only. */
export type PassageResult =
  | { readonly kind: 'secret'; readonly secret: FreshSecret }
  | { readonly kind: 'removed' }
  /** What earlier work left is gone, but for so many that may still appear. */
  | { readonly kind: 'tidied'; readonly unsure: number }
  | { readonly kind: 'tokens'; readonly tokens: SiemTokens }
  | { readonly kind: 'verification'; readonly verification: Verification }
  | ({ readonly kind: 'permissions' } & PermissionChange)
  | { readonly kind: 'failed'; readonly problem: StepProblem }
  /** The elevated token has ended, or another page has done the work. */
  | { readonly kind: 'consentAgain' };

export type PassageSources = { readonly flows: ConsentStore; readonly redirectUri: string };
export type GrantedWork = AuthorizedWork & { readonly grant: Grant };

/** Runs what the flow was for, once, and ends the flow: what it brought is forgotten whatever came of it. */
export async function runPassage(
  context: SetupContext,
  sources: PassageSources,
  work: GrantedWork,
): Promise<PassageResult> {
  const { flows } = sources;
  const result = await leaseWork(flows, work.flow, () => tidyAndWork(withFlowWaits(context, work.flow), sources, work));
  await flows.move(work.flow, ['running'], 'done');
  await record(context, work, result);
  return result;
}

/** What died with another process goes first. */
async function tidyAndWork(context: SetupContext, sources: PassageSources, work: GrantedWork): Promise<PassageResult> {
  // Read anew: other work may have ended while this one waited for its turn.
  const connector = work.connector && (await context.connectors.find(work.connector));
  if (connector?.state === 'removing') return { kind: 'failed', problem: plainProblem('removing') };
  const tidied = connector ? await removeLeftovers(context, connector) : null;
  if (tidied && !tidied.ok) return { kind: 'failed', problem: tidied.error };
  return doWork(context, sources, { ...work, connector });
}

async function doWork(
  context: SetupContext,
  { redirectUri }: PassageSources,
  { connector, flow, grant }: GrantedWork,
): Promise<PassageResult> {
  if (!connector) return { kind: 'failed', problem: plainProblem('interrupted') };
  switch (flow.purpose) {
    case 'secret': {
      const issued = await issueSecret(context, connector);
      return issued.ok ? { kind: 'secret', secret: issued.value } : { kind: 'failed', problem: issued.error };
    }
    case 'secret-remove':
      return removeOne(context, connector, flow.input);
    case 'tokens': {
      const exchanged = await exchangeTokens(context, { connector, grant, redirectUri });
      return exchanged.ok ? { kind: 'tokens', tokens: exchanged.value } : { kind: 'failed', problem: exchanged.error };
    }
    case 'verify':
      return { kind: 'verification', verification: await verifyWithShortLived(context, connector) };
    case 'leftovers': {
      // Removed before any work; what is on the list still may only be too new.
      const renewed = await context.connectors.find(connector);
      return { kind: 'tidied', unsure: renewed?.secrets.filter(isLeftover).length ?? 0 };
    }
    case 'permissions':
      return change(context, connector, flow.input);
    case 'enable':
    case 'undo':
      // Both have a page of their own.
      return { kind: 'failed', problem: plainProblem('interrupted') };
    default:
      return assertNever(flow.purpose);
  }
}

const removalSchema = z.object({ secretId: z.guid() });

async function removeOne(context: SetupContext, connector: Connector, input: unknown): Promise<PassageResult> {
  const wanted = removalSchema.safeParse(input);
  const secret = connector.secrets.find(({ id }) => id === wanted.data?.secretId);
  if (!secret) return { kind: 'failed', problem: plainProblem('interrupted') };
  const application = await findOwnApplication(context, connector);
  if (!application.ok) return { kind: 'failed', problem: application.error };
  const inDirectory = application.value.passwordCredentials;
  const removed = await removeSecret(context, connector, { secret, inDirectory });
  return removed.ok ? { kind: 'removed' } : { kind: 'failed', problem: removed.error };
}

async function change(context: SetupContext, connector: Connector, input: unknown): Promise<PassageResult> {
  const use = siemUseSchema.safeParse(input);
  if (!use.success || connector.state !== 'ready') return { kind: 'failed', problem: plainProblem('interrupted') };
  const changed = await changePermissions(context, connector, use.data);
  return changed.ok ? { kind: 'permissions', ...changed.value } : { kind: 'failed', problem: changed.error };
}

const actions = {
  enable: 'connector-enable',
  undo: 'connector-undo',
  secret: 'secret-create',
  'secret-remove': 'secret-remove',
  tokens: 'tokens-generate',
  verify: 'connection-verify',
  leftovers: 'leftovers-remove',
  permissions: 'connector-permissions',
} as const satisfies Record<GrantedWork['flow']['purpose'], AuditAction>;

async function record(context: SetupContext, { flow, connector }: GrantedWork, result: PassageResult): Promise<void> {
  // A verification has written down what it found.
  if (result.kind === 'verification') return;
  const left = result.kind === 'tokens' ? result.tokens.leftKeyId : null;
  await context.audit.record({
    action: actions[flow.purpose],
    outcome: result.kind === 'failed' ? 'failed' : 'done',
    target: connector?.id ?? flow.id,
    detail: { cause: result.kind === 'failed' ? result.problem.cause : null, leftKeyId: left, ...changeOf(result) },
  });
}

function changeOf(result: PassageResult): { readonly granted?: string; readonly removed?: string } {
  if (result.kind !== 'permissions') return {};
  const names = (permissions: PermissionChange['granted']) =>
    permissions.map(({ resource, appRole }) => `${resource} ${appRole}`).join(', ');
  return { granted: names(result.granted), removed: names(result.removed) };
}
