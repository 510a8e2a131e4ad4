import { authorization } from './groups/authorization';
import { doorMatrix } from './groups/door-matrix';
import { hostileInputs } from './groups/hostile-inputs';
import { logAfterwards } from './groups/log';
import { rawHttp } from './groups/raw-http';
import { redirectsAndCallbacks } from './groups/redirects-and-callbacks';
import type { Group } from './support/world';

/** In the order that they run in. The last looks at what the others left in the log. */
export const groups: readonly Group[] = [
  authorization,
  doorMatrix,
  redirectsAndCallbacks,
  rawHttp,
  hostileInputs,
  logAfterwards,
];
