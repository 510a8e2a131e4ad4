// npm run build: packages, the generated client and the portal, ready for npm start.
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { preparePackages, prepareClient, prepareBuild } = await import('./prepare.mjs');
preparePackages();
prepareClient();
prepareBuild();
