import { html } from 'hono/html';
import type { Person } from '../../store/tenant-state';
import type { Html } from './html';
import { pageFrame } from './page-frame';

export type PickableAccount = {
  readonly person: Person;
  readonly roles: readonly string[];
  readonly isSignedIn: boolean;
};

type AccountPicker = {
  readonly action: string;
  readonly request: string;
  readonly applicationName: string;
  readonly accounts: readonly PickableAccount[];
  /** What stands in the text field: a hint of the application or what was typed before. */
  readonly typed: string;
  readonly problem: string | undefined;
};

export function accountPickerPage(picker: AccountPicker): Html {
  return pageFrame({
    title: 'Pick an account',
    content: html`<p>to continue to ${picker.applicationName}</p>
      <form method="post" action="${picker.action}">
        <input type="hidden" name="request" value="${picker.request}" />
        <ul class="accounts">
          ${picker.accounts.map(accountButton)}
        </ul>
      </form>
      <form method="post" action="${picker.action}" class="other">
        <input type="hidden" name="request" value="${picker.request}" />
        <label for="other-account">Use another account</label>
        <p class="hint" id="other-hint">User name, for example user@contoso.example</p>
        ${
          picker.problem === undefined
            ? ''
            : html`<p class="problem" id="other-problem" role="alert">${picker.problem}</p>`
        }
        <input
          id="other-account"
          name="account"
          type="text"
          inputmode="email"
          autocomplete="off"
          spellcheck="false"
          required
          aria-describedby="${picker.problem === undefined ? 'other-hint' : 'other-problem other-hint'}"
          aria-invalid="${picker.problem === undefined ? 'false' : 'true'}"
          value="${picker.typed}"
        />
        <p class="actions"><button class="primary">Next</button></p>
      </form>
      <form method="post" action="${picker.action}" class="leave">
        <input type="hidden" name="request" value="${picker.request}" />
        <button name="decision" value="cancel">Cancel</button>
      </form>`,
  });
}

function accountButton({ person, roles, isSignedIn }: PickableAccount): Html {
  return html`<li>
    <button name="account" value="${person.userPrincipalName}" class="account">
      <span class="name">${person.displayName}</span>
      <span class="user-name">${person.userPrincipalName}</span>
      <span class="roles">${roles.length === 0 ? 'No directory role' : roles.join(', ')}</span>
      ${isSignedIn ? html`<span class="roles">Signed in</span>` : ''}
    </button>
  </li>`;
}
