// npm run bench: how much more the product's own code costs than the plain way, measured in the same run. It prints
// and judges nothing: times differ from machine to machine, ratios much less.
import { compareDetections } from './detections';
import { compareSealing } from './sealing';
import { compareSiemFiles } from './siem-files';
import { runAgainstTenant } from './spawned-tenant';

await compareSiemFiles();
await compareSealing();
await compareDetections();
process.exitCode = await runAgainstTenant('bench/prerequisites-round-trips.ts');
