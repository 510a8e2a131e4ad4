// npm run bench: how much more the product's own code costs than the plain way, measured in the same run. It prints
// ratios, which differ from machine to machine much less than times, and for the detections API whether they meet its
// goals. It fails for none of them.
import { compareDetections } from './detections';
import { compareLongLists } from './long-list';
import { compareSealing } from './sealing';
import { compareSiemFiles } from './siem-files';
import { runAgainstTenant } from './spawned-tenant';

await compareSiemFiles();
await compareSealing();
await compareDetections();
await compareLongLists();
process.exitCode = await runAgainstTenant('bench/prerequisites-round-trips.ts');
