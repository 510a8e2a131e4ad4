// npm run dev: the same as the demo, but the portal reloads as files change.
import { say } from './preflight.mjs';
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { preparePackages, prepareClient } = await import('./prepare.mjs');
const { readPlaces, startBoth } = await import('./companions.mjs');

const places = await readPlaces();
preparePackages();
prepareClient();
await startBoth(places, 'dev');
say(`\nSIEM Connect for development: ${places.portalUrl}\nThe embedded tenant: ${places.tenantUrl}`);
