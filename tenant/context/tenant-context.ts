import type { AlertFeed } from '../alerts/alert-feed';
import type { DirectoryView } from '../scenarios/directory-view';
import type { FaultList } from '../scenarios/fault-list';
import type { Place } from '../scenarios/replicas';
import type { TenantClock } from '../scenarios/tenant-clock';
import type { TenantState } from '../store/tenant-state';
import type { TenantStore } from '../store/tenant-store';
import type { AuthorizationCodes } from '../tokens/authorization-code';
import type { SigningKeys } from '../tokens/signing-keys';
import type { BrowserSessions } from './browser-session';
import type { ExchangeLog } from './exchange-log';
import type { Origins, PublicNames } from './public-names';

export type Portal = { readonly url: string; readonly secret: string };

/** Everything a room of the tenant may need, handed to it as one argument. */
export type Tenant = {
  readonly origins: Origins;
  /** What this tenant calls itself towards whoever asked. */
  readonly names: PublicNames;
  readonly portal: Portal;
  readonly store: TenantStore;
  readonly clock: TenantClock;
  readonly keys: SigningKeys;
  readonly codes: AuthorizationCodes;
  readonly sessions: BrowserSessions;
  readonly faults: FaultList;
  readonly exchanges: ExchangeLog;
  readonly alerts: AlertFeed;
  /** The directory as it was last written, or, on a visit, as the replica has it that the request landed on. */
  view(): DirectoryView;
  /** The number of the replica this request landed on. */
  readonly replica: number;
  /** The same tenant under the names that belong to the address it was called by. */
  reachedBy(url: string): Tenant;
  /** The same tenant for one request, which lands on some replica. */
  visit(place: Place): Tenant;
  /** A write that replicates; what does not is written to the store itself. Throws WriteConflict. */
  change(change: (state: TenantState) => TenantState): void;
  /** Back to the seed, with nothing on its way and nothing remembered. */
  restart(state: TenantState): void;
  /** For the keys of issuers that applications here trust. */
  readonly fetch: typeof fetch;
  /** Told of every secret, token and code that leaves; writes it down only for leak tests. */
  issued(value: string): void;
};
