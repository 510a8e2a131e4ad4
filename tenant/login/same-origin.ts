import type { MiddlewareHandler } from 'hono';

/** A form of another site cannot sign people in, consent for them or steer the scenario. */
export const sameOriginOnly: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header('origin');
  if (origin !== undefined && hostOf(origin) !== context.req.header('host')) {
    return context.text('This address takes requests from its own pages and from programs only.', 403);
  }
  await next();
  return undefined;
};

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
