import type { ApprovalAnswer } from './approval-clicks';
import type { Watch } from './operator';
import { connectorOfSetup } from './portal-pages';
import { count, GRAPH_NAME, nobodyWatches, type TestWorld } from './test-world';

/** A connector whose set-up waits for an administrator. */
export type AskedApproval = { readonly connectorId: string; readonly operationId: string; readonly link: string };

/** The first operator may not grant what Microsoft Graph's connectors need, the last may. */
const requesterOf = ({ operators }: TestWorld) => operators[0];
const administratorOf = ({ operators }: TestWorld) => operators[1];

/** From the dialog to the link. @returns null when set-up ended otherwise than in the wait for an administrator */
export async function ask(testWorld: TestWorld, watch: Watch): Promise<AskedApproval | null> {
  const requester = requesterOf(testWorld);
  let operationId = '';
  const onBegin = (id: string) => {
    operationId = id;
    watch.onBegin(id);
  };
  const name = `${GRAPH_NAME} ${testWorld.random.between(1, 999_999)}`;
  const ended = await requester.enable({ name, api: 'graph-alerts', grant: 'ask' }, { ...watch, onBegin });
  const connectorId = connectorOfSetup(await requester.openSetup(operationId));
  if (ended !== 'failed' || !connectorId) return null;
  return { connectorId, operationId, link: await linkFor(testWorld, connectorId) };
}

async function linkFor(testWorld: TestWorld, connectorId: string): Promise<string> {
  const link = await requesterOf(testWorld).makeLink(connectorId);
  testWorld.links.set(connectorId, link);
  return link;
}

/** The administrator answers, and the requester's page goes on. @returns how it ended */
export async function answerAndFollow(
  testWorld: TestWorld,
  asked: AskedApproval,
  answer: ApprovalAnswer,
): Promise<string> {
  await administratorOf(testWorld).answerLink(asked.link, asked.connectorId, answer);
  return followDecision(testWorld, asked);
}

/** What was declined is taken back, or asked for once more. @returns how it ended */
export async function followDecision(testWorld: TestWorld, asked: AskedApproval): Promise<string> {
  const { connectorId, operationId } = asked;
  const requester = requesterOf(testWorld);
  const decided = await requester.decision(connectorId);
  count(testWorld, decided);
  if (decided === 'approved') {
    await requester.retry(operationId);
    return requester.follow(operationId);
  }
  if (decided !== 'declined') return `decision ${decided}`;
  if (testWorld.random.next() < 0.5) {
    testWorld.vanishing.add(connectorId);
    return requester.undoOf(operationId);
  }
  return answerAndFollow(testWorld, { ...asked, link: await linkFor(testWorld, connectorId) }, 'approve');
}

/** After a kill: the requester resumes and asks again, or sends the administrator to the link of before. */
export async function askAgain(testWorld: TestWorld, connectorId: string): Promise<string> {
  count(testWorld, 'ask again');
  const requester = requesterOf(testWorld);
  const { operationId, ended } = await requester.resume(connectorId, nobodyWatches);
  // The permission was there already.
  if (ended !== 'failed') return ended;
  const decided = await requester.decision(connectorId);
  const known = decided === 'waiting' && testWorld.random.next() < 0.7 ? testWorld.links.get(connectorId) : undefined;
  const asked = { connectorId, operationId, link: known ?? (await linkFor(testWorld, connectorId)) };
  return answerAndFollow(testWorld, asked, anyAnswer(testWorld));
}

export function anyAnswer({ random }: TestWorld): ApprovalAnswer {
  return random.pick(['approve', 'approve', 'approve', 'cancel', 'decline']);
}

/** The administrator's page was open all the time, and is loaded again. */
export async function checkAgain(testWorld: TestWorld): Promise<void> {
  if (await administratorOf(testWorld).checkAgain()) count(testWorld, 'administrator looked again');
}
