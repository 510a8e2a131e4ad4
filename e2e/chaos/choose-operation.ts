import type { ApprovalAnswer } from './approval-clicks';
import { anyAnswer, ask, type AskedApproval } from './approval-flow';
import type { AskedApi, Work } from './operator';
import { applicationOf, count, GRAPH_NAME, nobodyWatches, type TestWorld } from './test-world';

export type Flow =
  | { readonly kind: 'enable'; readonly name: string; readonly api: AskedApi }
  | { readonly kind: 'work'; readonly work: Work }
  /** `Ask an administrator`, from the dialog on. */
  | { readonly kind: 'ask'; readonly answer: ApprovalAnswer }
  /** From where the administrator opens the link on. */
  | { readonly kind: 'answer'; readonly asked: AskedApproval; readonly answer: ApprovalAnswer }
  /** From where the requester's page learns of the decision on. */
  | { readonly kind: 'follow'; readonly asked: AskedApproval }
  /** On an application whose connector's row is gone. */
  | { readonly kind: 'adopt' | 'orphan-remove'; readonly applicationId: string; readonly connectorId: string };

/** More connectors than this only make the comparison slower. */
const MOST_CONNECTORS = 4;

export async function chooseOperation(testWorld: TestWorld): Promise<Flow> {
  const { random, says } = testWorld;
  const [first, ...rest] = says.keys();
  if (!first || (says.size < MOST_CONNECTORS && random.next() < 0.4)) return enableOne(testWorld);
  const connectorId = random.pick([first, ...rest]);
  if (random.next() < 0.15) return forget(testWorld, connectorId);
  const secrets = says.get(connectorId) ?? [];
  const kind = random.pick([
    'undo',
    'new-secret',
    'new-secret',
    'tokens',
    'tokens',
    'verify',
    'verify',
    'remove-secret',
    'permissions',
  ]);
  if (kind === 'permissions') {
    // One reads Microsoft Graph only, the other the Alerts API only: each change moves the permission.
    const use = { siemType: random.pick(['wazuh', 'elastic-defender-endpoint']), incidents: false } as const;
    return { kind: 'work', work: { kind, connectorId, use } };
  }
  if (kind !== 'remove-secret') return { kind: 'work', work: { kind, connectorId } };
  const older = secrets.at(-1);
  if (!older || secrets.length === 1) return { kind: 'work', work: { kind: 'new-secret', connectorId } };
  return { kind: 'work', work: { kind, connectorId, secretId: older.id } };
}

async function enableOne(testWorld: TestWorld): Promise<Flow> {
  const { random } = testWorld;
  if (random.next() < 0.4) return askForOne(testWorld);
  const number = random.between(1, 999_999);
  return random.next() < 0.3
    ? { kind: 'enable', name: `${GRAPH_NAME} ${number}`, api: 'graph-alerts' }
    : { kind: 'enable', name: `Chaos ${number}`, api: 'defender-alerts' };
}

/** What comes before the part that is killed goes undisturbed. */
async function askForOne(testWorld: TestWorld): Promise<Flow> {
  const kind = testWorld.random.pick(['ask', 'answer', 'follow']);
  const answer = anyAnswer(testWorld);
  if (kind === 'ask') return { kind, answer };
  const asked = await ask(testWorld, nobodyWatches);
  if (!asked) throw new Error('set-up does not wait for an administrator');
  if (kind === 'answer') return { kind, asked, answer };
  await testWorld.operators[1].answerLink(asked.link, asked.connectorId, answer);
  return { kind, asked };
}

async function forget(testWorld: TestWorld, connectorId: string): Promise<Flow> {
  const application = await applicationOf(testWorld, connectorId);
  if (!application) throw new Error(`connector ${connectorId} has no application to find again`);
  await testWorld.servers.portal.stop();
  await testWorld.forgetRow(connectorId);
  await testWorld.servers.portal.start();
  testWorld.forgotten.add(connectorId);
  count(testWorld, 'row forgotten');
  return { kind: testWorld.random.pick(['adopt', 'orphan-remove']), applicationId: application.id, connectorId };
}
