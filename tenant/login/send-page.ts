import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Html } from './pages/html';

type PageOptions = {
  readonly status?: 200 | 400 | 403 | 404;
  /** Where forms of the page lead in the end: browsers check the redirects that follow as well. */
  readonly formTargets?: readonly string[];
  /** The one script a page may run, word for word. */
  readonly script?: string;
  /** What hidden frames of the page load. */
  readonly frames?: readonly string[];
};

/** Every page a person sees goes out with the same locks on it. */
export function sendPage(context: Context, page: Html, options: PageOptions = {}): Response | Promise<Response> {
  const forms = ["'self'", ...(options.formTargets ?? []).map((target) => new URL(target).origin)];
  const frames = [...new Set((options.frames ?? []).map((address) => new URL(address).origin))];
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    options.script === undefined ? "script-src 'none'" : `script-src '${hashOf(options.script)}'`,
    `form-action ${[...new Set(forms)].join(' ')}`,
    `frame-src ${frames.length > 0 ? frames.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  context.header('Content-Security-Policy', policy.join('; '));
  // Entra ID sends it too: a page that opened this one as a pop-up loses hold of it.
  context.header('Cross-Origin-Opener-Policy', 'same-origin');
  context.header('Cache-Control', 'no-store');
  context.header('X-Frame-Options', 'DENY');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'same-origin');
  return context.html(page, options.status ?? 200);
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
