import { Hono, type Context } from 'hono';
import type { Tenant } from '../context/tenant-context';

/**
 * Microsoft has one host for programs and browsers. A client that builds the address of a page from the authority, as
 * every manual does, comes to this origin first and is sent on to the one that shows pages.
 */
export function browserRedirect({ origins }: Tenant): Hono {
  const app = new Hono();
  const goOn = (context: Context) => {
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`${origins.browser}${pathname}${search}`, 302);
  };
  app.get('/:tenant/oauth2/v2.0/authorize', goOn);
  app.get('/:tenant/oauth2/authorize', goOn);
  app.get('/:tenant/v2.0/adminconsent', goOn);
  app.get('/:tenant/oauth2/v2.0/logout', goOn);
  return app;
}
