import type { MiddlewareHandler } from 'hono';

const localNames = ['127.0.0.1', 'localhost'];

/** Another party's host name that was made to point here is no way in. */
export const localHostOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host');
  if (host !== undefined && !localNames.includes(host.replace(/:\d+$/, ''))) {
    return context.text('The embedded tenant answers on 127.0.0.1 and localhost only.', 421);
  }
  await next();
  return undefined;
};
