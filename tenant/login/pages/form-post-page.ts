import { html, raw } from 'hono/html';
import type { Html } from './html';
import { pageFrame } from './page-frame';

/** Submits at once; without scripts the person presses the button. */
export const formPostScript = 'document.forms[0].submit();';

// Whole and by itself: a space more inside the element and its hash no longer fits.
const scriptElement = raw(`<script>${formPostScript}</script>`);

export function formPostPage(redirectUri: string, parameters: Readonly<Record<string, string>>): Html {
  return pageFrame({
    title: 'Working...',
    content: html`<form method="post" action="${redirectUri}">
        ${Object.entries(parameters).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <p class="actions"><button class="primary">Continue</button></p>
      </form>
      ${scriptElement}`,
  });
}
