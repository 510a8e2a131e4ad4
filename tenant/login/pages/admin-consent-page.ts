import { html } from 'hono/html';
import type { RequestedPermission } from './consent-page';
import type { Html } from './html';
import { pageFrame } from './page-frame';

type AdminConsentQuestion = {
  readonly action: string;
  readonly request: string;
  readonly personId: string;
  readonly userName: string;
  readonly applicationName: string;
  readonly permissions: readonly RequestedPermission[];
};

export function adminConsentPage(question: AdminConsentQuestion): Html {
  return pageFrame({
    title: 'Permissions requested',
    identity: question.userName,
    isWide: true,
    content: html`<p class="application">${question.applicationName}</p>
      <p class="hint">Review for your organization: Contoso (contoso.example)</p>
      <h2>This app would like to:</h2>
      <ul class="permissions">
        ${question.permissions.map(
          ({ displayName, value }) =>
            html`<li><span class="name">${displayName}</span> <span class="scope">${value}</span></li>`,
        )}
      </ul>
      <form method="post" action="${question.action}">
        <input type="hidden" name="request" value="${question.request}" />
        <input type="hidden" name="person" value="${question.personId}" />
        <p class="small">
          If you accept, this app will get access to the specified resources for all users in your organization. No one
          else will be prompted to review these permissions.
        </p>
        <p class="actions">
          <button name="decision" value="cancel">Cancel</button>
          <button name="decision" value="accept" class="primary">Accept</button>
        </p>
      </form>`,
  });
}
