import { changePermissions } from '@/lib/directory/change-permissions';
import { type StepProblem, stepProblemSchema } from '@/lib/connector/connector';
import { provisionConnector } from '@/lib/directory/provision-connector';
import { issueSecret } from '@/lib/directory/issue-secret';
import { undoConnector } from '@/lib/directory/undo-connector';
import type { Call, Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

export const findApplication = { name: 'look the application up', method: 'GET', path: 'applications\\(uniqueName' };
export const addPassword = { name: 'add the secret', method: 'POST', path: '/addPassword$' };
export const removePassword = { name: 'remove the secret', method: 'POST', path: '/removePassword$' };
const createApplication = { name: 'create the application', method: 'POST', path: '/applications$' };
export const discovery = { name: 'discovery', method: 'GET', path: '/openid-configuration$' };
export const readAlerts = { name: 'read the alerts', method: 'GET', path: '^/api/alerts$' };
/** After the call that all SIEMs have in common. */
export const callAsSiem = { ...readAlerts, name: 'call as the SIEM does', skip: 1 };
const makePrincipal = { name: 'create the service principal', method: 'PATCH', path: '/servicePrincipals\\(appId' };
const grantRole = { name: 'grant the permission', method: 'POST', path: '/appRoleAssignedTo$' };
const readApi = { name: 'read the API', method: 'GET', path: '/servicePrincipals\\(appId' };
export const token = { name: 'first token', method: 'POST', path: '/oauth2/v2.0/token$' };

export function shown(problem: StepProblem): Outcome {
  return { ok: false, cause: problem.cause, requestId: problem.requestId };
}

export async function enable(faultContext: FaultContext): Promise<Outcome> {
  return deliver(faultContext, await provision(faultContext));
}

function provision(faultContext: FaultContext) {
  return faultContext.connector().then((connector) => provisionConnector(faultContext.context(), connector));
}

async function deliver(faultContext: FaultContext, outcome: Awaited<ReturnType<typeof provision>>): Promise<Outcome> {
  if (!outcome.ok) return shown(outcome.error.problem);
  await faultContext.deliver(outcome.value.secretId);
  return { ok: true, named: [] };
}

/** @returns the secret as the page shows it */
export async function enabledSecret(faultContext: FaultContext): Promise<string> {
  const outcome = await provision(faultContext);
  await deliver(faultContext, outcome);
  if (!outcome.ok) throw new Error(outcome.error.problem.cause);
  return outcome.value.text;
}

async function undo(faultContext: FaultContext): Promise<Outcome> {
  const outcome = await undoConnector(faultContext.context(), await faultContext.connector());
  return outcome.ok
    ? { ok: true, named: outcome.value.pendingPurges.map(({ objectId }) => objectId) }
    : shown(outcome.error);
}

async function newSecret(faultContext: FaultContext): Promise<Outcome> {
  const outcome = await issueSecret(faultContext.context(), await faultContext.connector());
  if (!outcome.ok) return shown(outcome.error);
  await faultContext.deliver(outcome.value.secretId);
  return { ok: true, named: [] };
}

/** From the Alerts API to Microsoft Graph, incidents included. */
async function change(faultContext: FaultContext): Promise<Outcome> {
  const use = { siemType: 'wazuh', api: 'graph-alerts', incidents: true } as const;
  const outcome = await changePermissions(faultContext.context(), await faultContext.connector(), use);
  return outcome.ok ? { ok: true, named: [] } : shown(outcome.error);
}

/** A try whose one answer got lost. */
export async function lose(
  { network }: FaultContext,
  { method, path }: Call,
  work: () => Promise<Outcome>,
): Promise<void> {
  network.arm({ method, path, reset: 'after' });
  await work();
  network.disarm();
}

const nothing = () => Promise.resolve();
const works = async (faultContext: FaultContext) => {
  await enable(faultContext);
};

export const stepCauses = stepProblemSchema.shape.cause.options;

export const connectorFlows: readonly Flow[] = [
  {
    name: 'Enable',
    causes: stepCauses,
    prepare: nothing,
    begin: (faultContext) => Promise.resolve(() => enable(faultContext)),
    undo,
    calls: [
      readApi,
      createApplication,
      makePrincipal,
      { ...readApi, name: 'read the API again', skip: 1 },
      grantRole,
      discovery,
      token,
      { ...token, name: 'third token', skip: 2 },
      { name: 'read an alert', method: 'GET', path: '^/api/alerts$' },
    ],
  },
  {
    name: 'Go on after a lost answer',
    causes: stepCauses,
    prepare: (faultContext) => lose(faultContext, createApplication, () => enable(faultContext)),
    begin: (faultContext) => Promise.resolve(() => enable(faultContext)),
    undo,
    calls: [
      findApplication,
      makePrincipal,
      grantRole,
      { ...findApplication, name: 'look its secrets up', skip: 1 },
      addPassword,
      removePassword,
      token,
    ],
  },
  {
    name: 'Enable for Graph’s alerts',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await faultContext.connector('graph-alerts');
    },
    begin: (faultContext) => Promise.resolve(() => enable(faultContext)),
    undo,
    calls: [readApi, grantRole, { name: 'read an alert', method: 'GET', path: '/security/alerts_v2$' }],
  },
  {
    name: 'Go on when the service principal is there',
    causes: stepCauses,
    prepare: (faultContext) => lose(faultContext, makePrincipal, () => enable(faultContext)),
    begin: (faultContext) => Promise.resolve(() => enable(faultContext)),
    undo,
    calls: [makePrincipal, { name: 'look it up', method: 'GET', path: "/servicePrincipals\\(appId='(?!fc780465)" }],
  },
  {
    name: 'New secret',
    causes: stepCauses,
    prepare: works,
    begin: (faultContext) => Promise.resolve(() => newSecret(faultContext)),
    calls: [findApplication, addPassword],
  },
  {
    name: 'New secret in place of a lost one',
    causes: stepCauses,
    prepare: async (faultContext) => {
      await enable(faultContext);
      await lose(faultContext, addPassword, () => newSecret(faultContext));
    },
    begin: (faultContext) => Promise.resolve(() => newSecret(faultContext)),
    calls: [findApplication, addPassword, removePassword],
  },
  {
    name: 'Undo',
    causes: stepCauses,
    prepare: works,
    begin: (faultContext) => Promise.resolve(() => undo(faultContext)),
    calls: [
      findApplication,
      { name: 'look the service principal up', method: 'GET', path: '/servicePrincipals\\(appId' },
      { name: 'delete the application', method: 'DELETE', path: '/applications/' },
      { name: 'purge the application', method: 'DELETE', path: '/deletedItems/', clock: 2 },
      { name: 'purge the service principal', method: 'DELETE', path: '/deletedItems/', skip: 1 },
    ],
  },
  {
    name: 'Undo after a lost answer',
    causes: stepCauses,
    prepare: (faultContext) => lose(faultContext, createApplication, () => enable(faultContext)),
    begin: (faultContext) => Promise.resolve(() => undo(faultContext)),
    // Fifteen seconds of 404 are what tells an application that was never made.
    calls: [
      { ...findApplication, longest: 4 },
      { name: 'delete the application', method: 'DELETE', path: '/applications/' },
    ],
  },
  {
    name: 'Change permissions',
    causes: stepCauses,
    prepare: works,
    begin: (faultContext) => Promise.resolve(() => change(faultContext)),
    calls: [
      findApplication,
      { ...readApi, name: 'look the service principal up' },
      { ...readApi, name: 'read Microsoft Graph', skip: 1 },
      { name: 'write what is asked for', method: 'PATCH', path: '/applications/' },
      { name: 'list the permissions', method: 'GET', path: '/appRoleAssignments$' },
      grantRole,
      { ...grantRole, name: 'grant the permission for incidents', skip: 1 },
      { name: 'list what was granted', method: 'GET', path: '/appRoleAssignments$', skip: 1 },
      { name: 'remove the old permission', method: 'DELETE', path: '/appRoleAssignedTo/' },
      { name: 'list what was removed', method: 'GET', path: '/appRoleAssignments$', skip: 3 },
    ],
  },
];
