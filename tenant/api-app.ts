import { Hono, type Context } from 'hono';
import { apiFailure } from './api-failure';
import type { Tenant } from './context/tenant-context';
import { exchangeRecorder } from './control/exchange-recorder';
import { alertsApi } from './defender/alerts-api';
import { browserRedirect } from './discovery/browser-redirect';
import { discovery } from './discovery/discovery';
import { tokenEndpoint } from './entra/token-endpoint';
import { userInfo } from './discovery/user-info';
import { graphApp } from './graph/graph-app';
import { errorBody, traceHeaders, traceOf } from './graph/protocol/graph-envelope';
import type { FaultEnv } from './scenarios/break-connection';
import { faultGate } from './scenarios/fault-gate';

/** OAuth clients look for the description, and show it. */
const absence = 'The embedded tenant does not have this address: see "What differs from Microsoft" in docs/tenant.md.';

/** What programs call: discovery, tokens, Graph and Defender. Nothing else exists here. */
export function apiApp(tenant: Tenant): Hono<FaultEnv> {
  const app = new Hono<FaultEnv>();
  app.use(exchangeRecorder(tenant));
  app.use(faultGate(tenant.faults, (context, fault) => apiFailure(tenant, context.req.raw, fault)));
  app.use(async (_context, next) => {
    await next();
    // An answer leaves when what it says lies on disk.
    await tenant.store.flush();
  });
  app.route('/', discovery(tenant));
  app.route('/', browserRedirect(tenant));
  app.route('/', tokenEndpoint(tenant));
  app.route('/', graphApp(tenant));
  app.route('/', userInfo(tenant));
  app.route('/', alertsApi(tenant));
  app.notFound((context) =>
    context.json({ error: 'not_found', error_description: absence, path: context.req.path }, 404),
  );
  app.onError((error, context) => surprise(tenant, context, error));
  return app;
}

/** A mistake of ours, told as the service would tell one of its own. */
function surprise(tenant: Tenant, context: Context, error: Error): Response {
  process.stderr.write(
    `The embedded tenant failed at ${context.req.method} ${context.req.path}: ${error.stack ?? ''}\n`,
  );
  const trace = traceOf(context.req.raw.headers, tenant.clock.now());
  const body = errorBody({ code: 'InternalServerError', message: 'The embedded tenant failed.' }, trace);
  return Response.json(body, { status: 500, headers: traceHeaders(trace) });
}
