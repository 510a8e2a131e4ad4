import { html } from 'hono/html';
import type { Tenant } from '../../context/tenant-context';
import { people } from '../../seed/people';
import type { Html } from './html';
import { pageFrame } from './page-frame';

/** @param told logout URLs of the applications that the person is signed out of */
export function signedOutPage(told: readonly string[]): Html {
  return pageFrame({
    title: 'You signed out of your account',
    content: html`<p>It’s a good idea to close all browser windows.</p>
      ${told.map((address) => html`<iframe hidden title="Sign-out" src="${address}"></iframe>`)}`,
  });
}

export function failurePage(status: number): Html {
  return pageFrame({
    title: 'Something went wrong',
    content: html`<p>The embedded tenant was told to answer ${status}.</p>`,
  });
}

export function missingPage(): Html {
  return pageFrame({ title: 'Not found', content: html`<p>The embedded tenant has no page at this address.</p>` });
}

/** Says what this program is to a person who came by its address. */
export function startPage({ origins, portal }: Tenant): Html {
  return pageFrame({
    title: 'Embedded tenant',
    isWide: true,
    content: html`<p>
        A strict stand-in for Microsoft Entra ID, Microsoft Graph and the Defender for Endpoint API, for trying and
        testing SIEM Connect without a tenant of Microsoft. Only programs on this machine reach it.
      </p>
      <p><a href="${portal.url}">Open the portal</a></p>
      <h2>Where things are</h2>
      <dl>
        <dt>Pages for the browser</dt>
        <dd>${origins.browser}</dd>
        <dt>Entra ID, Microsoft Graph and Defender for programs</dt>
        <dd>${origins.api}</dd>
        <dt>Control for tests and trials</dt>
        <dd>${origins.browser}/control/settings, /control/faults, /control/state, /control/exchanges</dd>
      </dl>
      <h2>People who can sign in</h2>
      <ul>
        ${people.map(({ displayName, userPrincipalName }) => html`<li>${displayName}, ${userPrincipalName}</li>`)}
      </ul>
      <p class="small">What differs from Microsoft is listed in docs/tenant.md.</p>`,
  });
}
