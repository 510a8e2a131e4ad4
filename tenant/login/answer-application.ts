import type { Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import type { Aadsts } from '../entra/aadsts';
import { describeRefusal, stamp } from '../entra/aadsts-stamp';
import type { RedirectTarget } from './authorization-request';
import { formPostPage, formPostScript } from './pages/form-post-page';
import { sendPage } from './send-page';

type Answer = Readonly<Record<string, string>>;

/** Sends the browser back to the application with the answer, in the way it asked for. */
export function answerApplication(
  context: Context,
  target: RedirectTarget,
  answer: Answer,
): Response | Promise<Response> {
  const parameters = { ...answer, ...(target.state !== undefined && { state: target.state }) };
  if (target.responseMode === 'form_post') {
    const page = formPostPage(target.redirectUri, parameters);
    return sendPage(context, page, { formTargets: [target.redirectUri], script: formPostScript });
  }
  const address = new URL(target.redirectUri);
  const encoded = new URLSearchParams(parameters);
  if (target.responseMode === 'fragment') address.hash = encoded.toString();
  else for (const [name, value] of encoded) address.searchParams.set(name, value);
  context.header('Cache-Control', 'no-store');
  context.header('Referrer-Policy', 'no-referrer');
  return context.redirect(address.toString(), 302);
}

type Refusal = {
  readonly refusal: Aadsts;
  readonly correlationId: string | undefined;
  /** `cancel` when the person chose to stop. */
  readonly subcode?: 'cancel';
};

export function refuseApplication(
  tenant: Tenant,
  context: Context,
  { target, refusal, correlationId, subcode }: Refusal & { readonly target: RedirectTarget },
): Response | Promise<Response> {
  return answerApplication(context, target, {
    error: refusal.error,
    ...(subcode !== undefined && { error_subcode: subcode }),
    error_description: describeRefusal(refusal, stamp(tenant.clock.now(), correlationId)),
  });
}
