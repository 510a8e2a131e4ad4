import { html } from 'hono/html';
import type { Html } from './html';

type Page = {
  /** Title of the window and the one heading. */
  readonly title: string;
  /** Who is signed in, shown above the heading as Entra ID does. */
  readonly identity?: string;
  readonly content: Html;
  readonly isWide?: boolean;
};

/** The card every page of the tenant is drawn on. */
export function pageFrame({ title, identity, content, isWide }: Page): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/sign-in.css" />
      </head>
      <body>
        <main class="${isWide === true ? 'card wide' : 'card'}">
          <p class="brand">Contoso</p>
          ${identity === undefined ? '' : html`<p class="identity">${identity}</p>`}
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>
          <p>This is an embedded tenant for trying things out, not Microsoft. No password is asked.</p>
        </footer>
      </body>
    </html>`;
}
