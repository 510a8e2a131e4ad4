import { CONNECTOR_TAG } from '@/lib/connector/connector';
import { inspectConnector } from '@/lib/inspection/inspect-connector';
import { listOwners } from '@/lib/graph/service-principals';
import { listTaggedApplications } from '@/lib/graph/tagged-applications';
import { findOrphans } from '@/lib/orphan/find-orphans';
import { enable } from './connector-flows';
import type { Call, Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

const works = async (faultContext: FaultContext) => {
  await enable(faultContext);
};

const item = (name: string, path: string): Call => ({ name, method: 'GET', path, inBatch: true });
const batch: Call = { name: 'the batch', method: 'POST', path: '/\\$batch$' };
const fine: Outcome = { ok: true, named: [] };
const found = (cause: string, requestId: string | null = null): Outcome => ({ ok: false, cause, requestId });

async function inspect(faultContext: FaultContext): Promise<Outcome> {
  const { graph, clock, redirectUris } = faultContext.context();
  const source = { graph, now: clock.now(), redirectUris };
  const { faults, unread } = await inspectConnector(source, await faultContext.connector());
  if (unread) return found('not known', unread.requestId);
  return faults.length > 0 ? found('gone') : fine;
}

/** As if no connector had a row: each application with the tag is looked at. */
async function lookForOrphans(faultContext: FaultContext): Promise<Outcome> {
  const { graph, operator, ownership, redirectUris } = faultContext.context();
  const tagged = await listTaggedApplications(graph, CONNECTOR_TAG);
  if (!tagged.ok) return found('not known', tagged.error.requestId);
  const { tenantId, personId } = operator.session;
  const source = { graph, tenantId, personId, ownership, redirectUris };
  const [orphan] = await findOrphans(source, tagged.value.applications);
  if (!orphan) return found('gone');
  return orphan.permission === 'granted' && orphan.principalId ? fine : found('not read');
}

async function askOwners(faultContext: FaultContext): Promise<Outcome> {
  const { servicePrincipalId } = await faultContext.connector();
  const owners = await listOwners(faultContext.context().graph, servicePrincipalId ?? '');
  // Nobody gets in by the directory's silence.
  return owners.ok ? fine : found('not admitted');
}

export const readFlows: readonly Flow[] = [
  {
    name: 'Look at a connector',
    causes: ['not known', 'gone'],
    prepare: works,
    begin: (faultContext) => Promise.resolve(() => inspect(faultContext)),
    calls: [
      batch,
      item('the application', '/applications/'),
      item('the service principal', '/servicePrincipals\\([^/]*$'),
      item('its permissions', '/appRoleAssignments$'),
    ],
  },
  {
    name: 'Look for orphans',
    causes: ['not known', 'gone', 'not read'],
    prepare: works,
    begin: (faultContext) => Promise.resolve(() => lookForOrphans(faultContext)),
    calls: [
      { name: 'list the applications', method: 'GET', path: '/applications$' },
      batch,
      // The list has named it: only that it is not there any more would count.
      { ...item('the application', '/applications/'), isKeptForLater: true },
      item('the service principal', '/servicePrincipals\\([^/]*$'),
      item('its permissions', '/appRoleAssignments$'),
    ],
  },
  {
    name: 'Ask who owns a connector',
    causes: ['not admitted'],
    prepare: works,
    begin: (faultContext) => Promise.resolve(() => askOwners(faultContext)),
    calls: [{ name: 'the owners', method: 'GET', path: '/owners$' }],
  },
];
