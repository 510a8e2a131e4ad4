import { html } from 'hono/html';
import type { Html } from './html';
import { pageFrame } from './page-frame';

export type RequestedPermission = {
  readonly displayName: string;
  readonly value: string;
  readonly needsAdmin: boolean;
};

type ConsentQuestion = {
  readonly action: string;
  readonly request: string;
  readonly personId: string;
  readonly userName: string;
  readonly applicationName: string;
  readonly permissions: readonly RequestedPermission[];
  /** Administrators may answer for everybody. */
  readonly mayAnswerForAll: boolean;
  readonly answersForAll: boolean;
};

export function consentPage(question: ConsentQuestion): Html {
  return pageFrame({
    title: 'Permissions requested',
    identity: question.userName,
    isWide: true,
    content: html`<p class="application">${question.applicationName}</p>
      <p class="hint">Contoso (contoso.example)</p>
      <h2>This application would like to:</h2>
      <ul class="permissions">
        ${question.permissions.map(permissionItem)}
      </ul>
      <form method="post" action="${question.action}">
        <input type="hidden" name="request" value="${question.request}" />
        <input type="hidden" name="person" value="${question.personId}" />
        ${question.mayAnswerForAll ? forAllField(question.answersForAll) : ''}
        <p class="small">
          Accepting these permissions means that you allow this app to use your data as specified. Accept only if you
          trust the application.
        </p>
        <p class="actions">
          <button name="decision" value="cancel">Cancel</button>
          <button name="decision" value="accept" class="primary">Accept</button>
        </p>
      </form>`,
  });
}

function permissionItem({ displayName, value, needsAdmin }: RequestedPermission): Html {
  return html`<li>
    <span class="name">${displayName}</span>
    <span class="scope">${value}${needsAdmin ? ' (needs an administrator)' : ''}</span>
  </li>`;
}

function forAllField(isChecked: boolean): Html {
  return html`<p class="choice">
      <input type="checkbox" id="for-all" name="organization" value="on" ${isChecked ? 'checked' : ''} />
      <label for="for-all">Consent on behalf of your organization</label>
    </p>
    <p class="small">
      If you accept, this app will get access for all users in your organization. No one else will be prompted.
    </p>`;
}
