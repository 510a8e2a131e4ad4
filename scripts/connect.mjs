// npm run connect: the portal's own registration in a tenant, from a fresh clone (connect/main.ts).
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { runTypeScript } = await import('./run-typescript.mjs');
runTypeScript('connect/main.ts');
