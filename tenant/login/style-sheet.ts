/** Calm and close to Entra ID's own sign-in card; system fonts, light and dark. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f2f2f2; --card: #ffffff; --text: #1b1b1b; --quiet: #595959; --line: #8a8886;
  --brand: #0f6cbd; --brand-strong: #0c5a9e; --on-brand: #ffffff; --hover: #eef4fb; --problem: #a4262c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #141414; --card: #1f1f1f; --text: #f5f5f5; --quiet: #bdbdbd; --line: #8f8f8f;
    --brand: #4da3f0; --brand-strong: #77baf5; --on-brand: #0a0a0a; --hover: #2b3440; --problem: #ff9aa0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 24px 16px; display: flex; flex-direction: column; align-items: center;
  justify-content: center; gap: 16px; background: var(--page); color: var(--text);
  font: 15px/1.45 "Segoe UI", "Segoe UI Web (West European)", system-ui, -apple-system, Roboto, sans-serif;
}
.card {
  width: 100%; max-width: 440px; padding: 36px 40px; background: var(--card); border-radius: 4px;
  box-shadow: 0 2px 6px rgb(0 0 0 / 20%); overflow-wrap: anywhere;
}
.card.wide { max-width: 560px; }
h1 { margin: 12px 0; font-size: 24px; line-height: 1.25; font-weight: 600; }
h2 { margin: 20px 0 8px; font-size: 15px; font-weight: 600; }
p { margin: 8px 0; }
.brand { margin: 0; font-size: 20px; font-weight: 600; color: var(--quiet); }
.identity { margin: 16px 0 0; color: var(--quiet); }
.application { font-weight: 600; font-size: 17px; }
.hint, .small, .roles, .scope { color: var(--quiet); font-size: 13px; }
.problem { color: var(--problem); }
ul { padding-left: 20px; margin: 8px 0; }
.accounts { list-style: none; padding: 0; margin: 16px 0 0; border-top: 1px solid var(--line); }
.accounts li { border-bottom: 1px solid var(--line); }
.account {
  display: block; width: 100%; padding: 8px; text-align: left; border: 0; border-radius: 0; background: none;
  min-width: 0;
}
.account:hover { background: var(--hover); }
.account span, .permissions span { display: block; }
.name { font-weight: 600; }
.permissions { margin-bottom: 16px; }
.permissions li { margin: 8px 0; }
.other { margin-top: 16px; }
label { font-weight: 600; }
input[type="text"] {
  width: 100%; padding: 8px 4px; font: inherit; color: inherit; background: transparent; border: 0;
  border-bottom: 1px solid var(--line);
}
.choice { display: flex; gap: 10px; align-items: flex-start; }
.choice input { width: 20px; height: 20px; margin: 1px 0 0; accent-color: var(--brand); }
button {
  min-width: 108px; min-height: 36px; padding: 6px 14px; font: inherit; color: var(--text); background: transparent;
  border: 1px solid var(--line); border-radius: 2px; cursor: pointer;
}
button:hover { background: var(--hover); }
button.primary { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
button.primary:hover { background: var(--brand-strong); border-color: var(--brand-strong); }
button.link { padding: 4px 0; border: 0; min-width: 0; text-align: left; color: var(--brand); text-decoration: underline; }
a { color: var(--brand); }
a, button.link { display: inline-block; min-height: 24px; }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
.actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; margin: 16px 0 0; }
.leave { margin-top: 8px; }
dl { margin: 0; }
dt { font-size: 13px; color: var(--quiet); }
dd { margin: 0 0 8px; }
footer { max-width: 560px; text-wrap: balance; padding: 0 8px; text-align: center; font-size: 13px; color: var(--quiet); }
footer p { margin: 0; }
@media (max-width: 480px) { .card { padding: 24px 20px; } .actions button { flex: 1; } }
@media (forced-colors: active) { .account, button { border: 1px solid ButtonText; } }
`;
