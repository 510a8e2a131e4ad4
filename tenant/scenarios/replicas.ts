import { createHash } from 'node:crypto';
import type { TenantSettings } from '../store/tenant-settings';
import type { ObjectVersion, TenantState } from '../store/tenant-state';

/** The directory and the sign-in service have replicas of their own; lists come from an index of the directory. */
export type Place = 'directory' | 'list' | 'signIn';

type Service = 'directory' | 'signIn';

/** Where a request landed: tells whether a write has arrived there. */
export type Standpoint = {
  readonly replica: number;
  readonly hasReceived: (version: Pick<ObjectVersion, 'number' | 'writtenAt'>) => boolean;
};

export type Replicas = {
  /** The replica that answers the next request; successive requests land on differing ones. */
  next(place: Place, state: TenantState): Standpoint;
  /** Begins anew, so that a scenario repeats itself after a reset. */
  restart(): void;
};

export function createReplicas(machineTime: () => number): Replicas {
  const requests = { directory: 0, signIn: 0 };
  return {
    next(place, { settings }) {
      const service = place === 'signIn' ? 'signIn' : 'directory';
      const { replicas, seed } = settings.replication;
      const request = requests[service];
      requests[service] += 1;
      const round = Math.floor(request / replicas);
      const replica = shuffled(`${seed}/${service}/round/${round}`, replicas)[request % replicas] ?? 0;
      const now = machineTime() - (place === 'list' ? settings.replication.listDelayMs : 0);
      return {
        replica,
        hasReceived: ({ number, writtenAt }) => writtenAt + travelTime(settings, service, { replica, number }) <= now,
      };
    },
    restart() {
      requests.directory = 0;
      requests.signIn = 0;
    },
  };
}

/** When every replica and index has a write, in milliseconds after it. */
export function longestTravelTime({ replicationDelayMs, replication }: TenantSettings): number {
  const { replicas, spreadMs, listDelayMs, signInDelayMs } = replication;
  return replicationDelayMs + (replicas > 1 ? spreadMs : 0) + Math.max(listDelayMs, signInDelayMs);
}

/** The replicas receive a write one after the other, in an order and at moments that only seed and write decide. */
function travelTime(
  settings: TenantSettings,
  service: Service,
  { replica, number }: { readonly replica: number; readonly number: number },
): number {
  const { replicas, spreadMs, seed, signInDelayMs } = settings.replication;
  const least = settings.replicationDelayMs + (service === 'signIn' ? signInDelayMs : 0);
  if (replicas === 1) return least;
  const name = `${seed}/${service}/write/${number}`;
  const rank = shuffled(name, replicas).indexOf(replica);
  // The replica of the directory that took the write has it at once.
  if (service === 'directory' && rank === 0) return least;
  const [done, steps] = service === 'directory' ? [rank - 1, replicas - 1] : [rank, replicas];
  return least + Math.round((spreadMs * (done + fraction(`${name}/${replica}`))) / steps);
}

function shuffled(name: string, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index).sort(
    (left, right) => fraction(`${name}/${left}`) - fraction(`${name}/${right}`),
  );
}

/** At least 0, less than 1; the same on every machine. */
function fraction(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32LE(0) / 4_294_967_296;
}
