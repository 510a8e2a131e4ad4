/** A page without the framework: a few sentences, in one language. */
export type PlainPage = {
  readonly language: string;
  readonly title: string;
  /** A text, or something to copy. */
  readonly parts: readonly (string | { readonly code: string })[];
  readonly link?: { readonly text: string; readonly address: string };
  /** Of the policy that comes with it. */
  readonly nonce: string;
};

const STYLE = `:root{color-scheme:light dark;font:14px/20px 'Segoe UI Variable','Segoe UI',system-ui,sans-serif;background:light-dark(#fff,#1f1f1f);color:light-dark(#242424,#fff)}
body{margin:0;padding:24px}main{max-width:640px}h1{margin:0 0 8px;font-size:20px;line-height:28px}a{color:light-dark(#0f548c,#479ef5)}
code{display:inline-block;padding:4px 8px;border-radius:4px;background:light-dark(#f0f0f0,#333);font-family:ui-monospace,Consolas,monospace;overflow-wrap:anywhere}`;

/** The page as HTML. Every text in it is escaped. */
export function plainPage({ language, title, parts, link, nonce }: PlainPage): string {
  const paragraphs = parts.map((part) =>
    typeof part === 'string' ? `<p>${escapeHtml(part)}</p>` : `<p><code>${escapeHtml(part.code)}</code></p>`,
  );
  const anchor = link ? `<p><a href="${escapeHtml(link.address)}">${escapeHtml(link.text)}</a></p>` : '';
  return `<!doctype html><html lang="${escapeHtml(language)}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce)}">${STYLE}</style>
<body><main><h1>${escapeHtml(title)}</h1>${paragraphs.join('')}${anchor}</main></body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
