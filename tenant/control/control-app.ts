import { Hono, type Context } from 'hono';
import type { Exchange } from '../context/exchange-log';
import type { Tenant } from '../context/tenant-context';
import { sameOriginOnly } from '../login/same-origin';
import { faultListSchema } from '../scenarios/fault';
import { seedState } from '../seed/seed-state';
import { changeListSchema, makeChanges } from './change-directory';
import { changeSettings } from './change-settings';
import { firstProblem } from './first-problem';
import { reportState } from './state-report';

/** For tests and trials: look into the tenant, and make it behave as real tenants sometimes do. */
export function controlApp(tenant: Tenant): Hono {
  const app = new Hono();
  app.use(sameOriginOnly);
  app.get('/state', (context) => context.json(reportState(tenant)));
  app.get('/exchanges', (context) => answerExchanges(tenant, context));
  app.get('/settings', (context) => context.json(tenant.store.read().settings));
  app.post('/settings', async (context) => {
    const settings = changeSettings(tenant, await readJson(context));
    if (!settings.ok) return context.json({ error: settings.error }, 400);
    await tenant.store.flush();
    return context.json(settings.value);
  });
  app.get('/faults', (context) => context.json(tenant.faults.list()));
  app.post('/faults', async (context) => {
    const faults = faultListSchema.safeParse(await readJson(context));
    if (!faults.success) return context.json({ error: firstProblem(faults.error) }, 400);
    tenant.faults.replace(faults.data);
    return context.json(tenant.faults.list());
  });
  app.post('/changes', async (context) => {
    const changes = changeListSchema.safeParse(await readJson(context));
    if (!changes.success) return context.json({ error: firstProblem(changes.error) }, 400);
    const made = makeChanges(tenant, changes.data);
    if (!made.ok) return context.json({ error: made.error }, 400);
    await tenant.store.flush();
    return context.json(reportState(tenant));
  });
  app.post('/rotate-keys', async (context) => {
    await tenant.keys.rotate();
    const published = tenant.keys.published().map(({ keyId }) => keyId);
    return context.json({ signing: tenant.keys.current().keyId, published });
  });
  app.post('/reset', async (context) => {
    reset(tenant);
    await tenant.store.flush();
    return context.json(tenant.store.read().settings);
  });
  app.all('/*', (context) => context.json({ error: 'There is no such control; see docs/tenant.md.' }, 404));
  return app;
}

/** The seed again, at the machine's own time; keys, certificate and the portal's secret stay. */
function reset(tenant: Tenant): void {
  const now = tenant.clock.machine();
  tenant.restart(seedState({ portalUrl: tenant.portal.url, secret: tenant.portal.secret, now }));
}

/** JSON lines for the contract checker; broken exchanges and those it cannot know only on request. */
function answerExchanges(tenant: Tenant, context: Context): Response {
  const wantsFaults = context.req.query('faults') === '1';
  const wantsAll = context.req.query('all') === '1';
  const isListed = (exchange: Exchange) =>
    wantsAll || ((wantsFaults || !isBroken(exchange)) && exchange.outsideContract !== true);
  const lines = tenant.exchanges
    .list()
    .filter(isListed)
    .map((exchange) => `${JSON.stringify(exchange)}\n`);
  return context.body(lines.join(''), 200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' });
}

function isBroken({ fault }: Exchange): boolean {
  return fault === 'reset' || fault === 'hang' || fault === 'malformed';
}

async function readJson(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}
