// npm run build: packages, the generated client and the portal, ready for npm start.
import { requireNode } from './preflight.mjs';

requireNode();
const { preparePackages, prepareClient, prepareBuild } = await import('./prepare.mjs');
preparePackages();
prepareClient();
prepareBuild();
