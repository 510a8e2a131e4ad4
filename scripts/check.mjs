// npm run check: proves a configuration before the first person signs in (check/main.ts).
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { prepareClient, preparePackages } = await import('./prepare.mjs');
const { runTypeScript } = await import('./run-typescript.mjs');
preparePackages();
prepareClient();
runTypeScript('check/main.ts', { settings: true });
