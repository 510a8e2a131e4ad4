import { html } from 'hono/html';
import type { RequestedPermission } from './consent-page';
import type { Html } from './html';
import { pageFrame } from './page-frame';

type AdminApproval = {
  readonly action: string;
  readonly request: string;
  readonly userName: string;
  readonly applicationName: string;
  readonly permissions: readonly RequestedPermission[];
  /** Starts over with the account picker. */
  readonly otherAccountAddress: string;
};

export function adminApprovalPage(approval: AdminApproval): Html {
  return pageFrame({
    title: 'Need admin approval',
    identity: approval.userName,
    content: html`<p class="application">${approval.applicationName}</p>
      <p>
        ${approval.applicationName} needs permission to access resources in your organization that only an admin can
        grant. Please ask an admin to grant permission to this app before you can use it.
      </p>
      <h2>What it asks for</h2>
      <ul class="permissions">
        ${approval.permissions.map(
          ({ displayName, value }) =>
            html`<li><span class="name">${displayName}</span> <span class="scope">${value}</span></li>`,
        )}
      </ul>
      <p><a href="${approval.otherAccountAddress}">Have an admin account? Sign in with that account</a></p>
      <form method="post" action="${approval.action}">
        <input type="hidden" name="request" value="${approval.request}" />
        <button name="decision" value="return" class="link">Return to the application without granting consent</button>
      </form>
      <p class="small">AADSTS90094</p>`,
  });
}
