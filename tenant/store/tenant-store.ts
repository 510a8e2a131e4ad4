import type { TenantState } from './tenant-state';

export type TenantStore = {
  read(): TenantState;
  /** Changes happen one after the other and at once in memory; the file follows. */
  update(change: (state: TenantState) => TenantState): void;
  /** Resolves when everything updated so far lies on disk. */
  flush(): Promise<void>;
};

/** Keeps the state in memory and hands every version to `write`, one at a time, skipping overtaken ones. */
export function createTenantStore(initial: TenantState, write: (text: string) => Promise<void>): TenantStore {
  let state = initial;
  let dirty = false;
  let writing: Promise<void> | undefined;

  async function writeUntilClean(): Promise<void> {
    while (dirty) {
      dirty = false;
      try {
        await write(JSON.stringify(state));
      } catch (error) {
        dirty = true;
        throw error;
      }
    }
  }

  return {
    read: () => state,
    update(change) {
      state = change(state);
      dirty = true;
    },
    async flush() {
      while (dirty || writing !== undefined) {
        writing ??= writeUntilClean().finally(() => {
          writing = undefined;
        });
        await writing;
      }
    },
  };
}

/** For tests and trials that leave nothing behind. */
export function createMemoryStore(initial: TenantState): TenantStore {
  return createTenantStore(initial, () => Promise.resolve());
}
