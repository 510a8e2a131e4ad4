import { Hono } from 'hono';
import type { Tenant } from './context/tenant-context';
import { controlApp } from './control/control-app';
import { localHostOnly } from './login/local-host-only';
import { loginApp } from './login/login-app';
import { failurePage, missingPage } from './login/pages/notice-pages';
import { sendPage } from './login/send-page';
import type { FaultEnv } from './scenarios/break-connection';
import { faultGate } from './scenarios/fault-gate';

/** What a person's browser visits, and the control interface that only tests use. */
export function browserApp(tenant: Tenant): Hono<FaultEnv> {
  const app = new Hono<FaultEnv>();
  app.use(localHostOnly);
  app.route('/control', controlApp(tenant));
  app.use(
    faultGate(tenant.faults, async (context, { status, retryAfter }) => {
      const headers: Record<string, string> = { 'Content-Type': 'text/html; charset=utf-8' };
      if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter);
      return new Response(String(await failurePage(status)), { status, headers });
    }),
  );
  app.use(async (_context, next) => {
    await next();
    await tenant.store.flush();
  });
  app.route('/', loginApp(tenant));
  app.notFound((context) => sendPage(context, missingPage(), { status: 404 }));
  return app;
}
