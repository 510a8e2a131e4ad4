'use server';

import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { consentStore, type FlowKey } from '@/lib/consent/consent-store';
import { log } from '@/lib/log';
import { currentRequestId } from '@/lib/request/current-request';
import type { Session } from '@/lib/session/session';
import type { AuthorizedWork } from './authorize-work';
import { findChangeableConnector, requireWork } from './connector-access-queries';
import type { Connector } from './connector';
import { connectorStore } from './connector-store';
import { enableConnector } from './enable-connector';
import { isSetupRunning, startSetup, takeFreshSecret, waitsElsewhere } from './live-setups';
import type { FreshSecret } from './setup-context';
import { buildSetupView, type SetupView } from './setup-view';
import { setupContext } from './setup-wiring';
import { undoSetup as undo, type UndoState } from './undo-setup';

/** What the set-up page is told while work goes on. */
export type SetupEvent =
  | { readonly kind: 'progress'; readonly view: SetupView }
  /** The only message that holds the secret. It is sent once, to one page. */
  | { readonly kind: 'secret'; readonly connectorId: string; readonly secret: FreshSecret }
  /** Another process of this portal has it: whoever asks again may meet that one. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'gone' };

const LOOK_EVERY_MS = 250;

/**
 * Starts the work that consent allowed, if nobody has, and tells how it goes until it ends. The work does not stop
 * with the page: a reload follows it on. Judged before the answer begins, so that a refusal is a 403.
 */
export async function followSetup(flowId: string): Promise<AsyncGenerator<SetupEvent>> {
  return tellSetup(await requireWork(flowId));
}

async function* tellSetup(work: AuthorizedWork): AsyncGenerator<SetupEvent> {
  const { id: flowId } = work.flow;
  let begun = work.flow.state !== 'consented';
  let last = '';
  for (;;) {
    begun ||= await startEnable(work);
    const view = await readView(work.operator.session, flowId);
    if (!view) {
      yield { kind: 'gone' };
      return;
    }
    const seen = JSON.stringify(view);
    if (seen !== last) yield { kind: 'progress', view };
    last = seen;
    if (view.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const secret = await takeFreshSecret(flowId);
  const connector = await findConnector(work.flow);
  if (!connector) return;
  if (secret) yield { kind: 'secret', connectorId: connector.id, secret };
  else if (waitsElsewhere(flowId, connector, Date.now())) yield { kind: 'elsewhere' };
}

/** @returns false while other work on the connector is alive: to be tried again */
async function startEnable({ operator, flow, grant }: AuthorizedWork): Promise<boolean> {
  if (flow.purpose !== 'enable') return true;
  if (!grant) {
    await consentStore.move(flow, ['consented'], 'failed');
    return true;
  }
  const begun = await consentStore.startWork(flow, ['consented'], new Date());
  if (begun !== 'started') return begun === 'taken';
  const context = setupContext(operator, grant, await currentRequestId());
  startSetup(flow.id, () =>
    enableConnector(context, consentStore, flow).catch((error: unknown) => {
      log().error({ flow: flow.id, err: error instanceof Error ? error.name : 'unknown' }, 'set-up broke off');
      return null;
    }),
  );
  return true;
}

async function findConnector(key: FlowKey): Promise<Connector | null> {
  const flow = await consentStore.find(key);
  return flow?.connectorId ? connectorStore.find({ tenantId: flow.tenantId, id: flow.connectorId }) : null;
}

async function readView(session: Session, flowId: string): Promise<SetupView | null> {
  const key = { id: flowId, tenantId: session.tenantId, personId: session.personId };
  if (!isSetupRunning(flowId)) await consentStore.failAbandoned(key, new Date());
  const flow = await consentStore.find(key);
  if (!flow) return null;
  const connector = flow.connectorId
    ? await connectorStore.find({ tenantId: flow.tenantId, id: flow.connectorId })
    : null;
  return buildSetupView({ flow, connector, now: Date.now() });
}

export type RetryState = 'started' | 'consentAgain';

/** `Try again`: lets the work go on from the step that failed, while what consent brought still works. */
export async function retrySetup(flowId: string): Promise<RetryState> {
  const { flow, grant } = await requireWork(flowId);
  if (!grant) return 'consentAgain';
  await consentStore.move(flow, ['failed'], 'consented');
  return 'started';
}

/** `Undo`: removes from the tenant what set-up made, and the connector with it. */
export async function undoSetup(flowId: string): Promise<UndoState> {
  const work = await requireWork(flowId);
  if (!work.grant) return { kind: 'consentAgain' };
  const context = setupContext(work.operator, work.grant, await currentRequestId());
  return undo(context, consentStore, work);
}

const shownSchema = z.object({ connectorId: z.guid(), secretId: z.guid() });

/** The browser shows the secret: from now on it counts as delivered. */
export async function confirmSecretShown(connectorId: string, secretId: string): Promise<void> {
  const shown = shownSchema.safeParse({ connectorId, secretId });
  const found = shown.success && (await findChangeableConnector(shown.data.connectorId));
  if (!found) return;
  const { connector, operator } = found;
  if (!(await connectorStore.deliverSecret(connector, shown.data.secretId))) return;
  const audit = await currentAudit(operator.session);
  const detail = { secret: shown.data.secretId };
  await audit.record({ action: 'secret-deliver', outcome: 'done', target: connector.id, detail });
}
