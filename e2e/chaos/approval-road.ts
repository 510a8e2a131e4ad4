import type { ApprovalAnswer } from './approval-clicks';
import type { Watch } from './operator';
import { connectorOfSetup } from './portal-pages';
import { count, GRAPH_NAME, nobodyWatches, type World } from './world';

/** A connector whose set-up waits for an administrator. */
export type AskedApproval = { readonly connectorId: string; readonly operationId: string; readonly link: string };

/** The first operator may not grant what Microsoft Graph's connectors need, the last may. */
const requesterOf = ({ operators }: World) => operators[0];
const administratorOf = ({ operators }: World) => operators[1];

/** From the dialog to the link. @returns null when set-up ended otherwise than in the wait for an administrator */
export async function ask(world: World, watch: Watch): Promise<AskedApproval | null> {
  const requester = requesterOf(world);
  let operationId = '';
  const onBegin = (id: string) => {
    operationId = id;
    watch.onBegin(id);
  };
  const name = `${GRAPH_NAME} ${world.random.between(1, 999_999)}`;
  const ended = await requester.enable({ name, api: 'graph-alerts', grant: 'ask' }, { ...watch, onBegin });
  const connectorId = connectorOfSetup(await requester.openSetup(operationId));
  if (ended !== 'failed' || !connectorId) return null;
  return { connectorId, operationId, link: await linkFor(world, connectorId) };
}

async function linkFor(world: World, connectorId: string): Promise<string> {
  const link = await requesterOf(world).makeLink(connectorId);
  world.links.set(connectorId, link);
  return link;
}

/** The administrator answers, and the requester's page goes on. @returns how it ended */
export async function answerAndFollow(world: World, asked: AskedApproval, answer: ApprovalAnswer): Promise<string> {
  await administratorOf(world).answerLink(asked.link, asked.connectorId, answer);
  return followDecision(world, asked);
}

/** What was declined is taken back, or asked for once more. @returns how it ended */
export async function followDecision(world: World, asked: AskedApproval): Promise<string> {
  const { connectorId, operationId } = asked;
  const requester = requesterOf(world);
  const decided = await requester.decision(connectorId);
  count(world, decided);
  if (decided === 'approved') {
    await requester.retry(operationId);
    return requester.follow(operationId);
  }
  if (decided !== 'declined') return `decision ${decided}`;
  if (world.random.next() < 0.5) {
    world.vanishing.add(connectorId);
    return requester.undoOf(operationId);
  }
  return answerAndFollow(world, { ...asked, link: await linkFor(world, connectorId) }, 'approve');
}

/** After a kill: the requester resumes and asks again, or sends the administrator to the link of before. */
export async function askAgain(world: World, connectorId: string): Promise<string> {
  count(world, 'ask again');
  const requester = requesterOf(world);
  const { operationId, ended } = await requester.resume(connectorId, nobodyWatches);
  // The permission was there already.
  if (ended !== 'failed') return ended;
  const decided = await requester.decision(connectorId);
  const known = decided === 'waiting' && world.random.next() < 0.7 ? world.links.get(connectorId) : undefined;
  const asked = { connectorId, operationId, link: known ?? (await linkFor(world, connectorId)) };
  return answerAndFollow(world, asked, anyAnswer(world));
}

export function anyAnswer({ random }: World): ApprovalAnswer {
  return random.pick(['approve', 'approve', 'approve', 'cancel', 'decline']);
}

/** The administrator's page was open all the time, and is loaded again. */
export async function lookAgain(world: World): Promise<void> {
  if (await administratorOf(world).lookAgain()) count(world, 'administrator looked again');
}
