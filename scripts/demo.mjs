// npm run demo: everything from a fresh clone to a portal to try, against the embedded tenant.
import { say } from './preflight.mjs';
import { ensureSupportedNode } from './runtime.mjs';

await ensureSupportedNode();
const { preparePackages, prepareClient, prepareBuild } = await import('./prepare.mjs');
const { readPlaces, startBoth } = await import('./companions.mjs');

const places = await readPlaces();
preparePackages();
prepareClient();
prepareBuild();
say('Starting the embedded tenant and the portal…');
await startBoth(places, 'start');

say(`
SIEM Connect is ready: ${places.portalUrl}

Sign in as one of these; no password is asked:
  security-app-admin@contoso.example   Security Administrator + Application Administrator: may change things
  global-admin@contoso.example         Global Administrator: may change things, and grant Microsoft Graph
  security-admin@contoso.example       Security Administrator: may look
  security-reader@contoso.example      Security Reader: may look
  user@contoso.example                 no role: is refused

The embedded tenant:  ${places.tenantUrl}
Data, kept:           ${places.dataDirectory}
Stop with Ctrl+C.`);
