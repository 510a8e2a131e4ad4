import { Hono, type Context } from 'hono';
import { namesFor } from '../context/public-names';
import type { Tenant } from '../context/tenant-context';

/**
 * Microsoft has one host for programs and browsers. A client that builds the address of a page from the authority, as
 * every manual does, comes to this origin first and is sent on to the one that shows pages.
 */
export function browserRedirect({ origins }: Tenant): Hono {
  const app = new Hono();
  // 307 for what an application posts from a page of its own: the form goes on with it.
  const goOn = (context: Context) => {
    const { pathname, search } = new URL(context.req.url);
    const { authority } = namesFor(origins, context.req.url);
    const name = authority === origins.api ? '' : `${search === '' ? '?' : '&'}reached_by=${authority}`;
    return context.redirect(`${origins.browser}${pathname}${search}${name}`, context.req.method === 'GET' ? 302 : 307);
  };
  app.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/authorize', goOn);
  app.on(['GET', 'POST'], '/:tenant/oauth2/authorize', goOn);
  app.get('/:tenant/v2.0/adminconsent', goOn);
  app.get('/:tenant/oauth2/v2.0/logout', goOn);
  app.get('/:tenant/oauth2/logout', goOn);
  return app;
}
