import { html } from 'hono/html';
import type { Aadsts } from '../../entra/aadsts';
import type { Stamp } from '../../entra/aadsts-stamp';
import type { Html } from './html';
import { pageFrame } from './page-frame';

type RefusalNotice = {
  readonly refusal: Aadsts;
  readonly stamp: Stamp;
  /** A way on, where there is one. */
  readonly otherAccountAddress?: string;
};

/** Refusals the application must not be told of, because its address is not trusted. */
export function refusalPage({ refusal, stamp, otherAccountAddress }: RefusalNotice): Html {
  return pageFrame({
    title: 'Sorry, but we’re having trouble signing you in.',
    isWide: true,
    content: html`<p role="alert" class="problem">AADSTS${refusal.number}: ${refusal.message}</p>
      ${
        otherAccountAddress === undefined
          ? ''
          : html`<p><a href="${otherAccountAddress}">Sign in with a different account</a></p>`
      }
      <h2>Troubleshooting details</h2>
      <dl>
        <dt>Error Code</dt>
        <dd>${refusal.number}</dd>
        <dt>Request Id</dt>
        <dd>${stamp.traceId}</dd>
        <dt>Correlation Id</dt>
        <dd>${stamp.correlationId}</dd>
        <dt>Timestamp</dt>
        <dd>${stamp.timestamp}</dd>
      </dl>`,
  });
}
