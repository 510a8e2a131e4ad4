import { effectOf, type Fault, type FaultEffect } from './fault';

export type FaultTarget = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body?: string;
};

export type FaultList = {
  replace(faults: readonly Fault[]): void;
  clear(): void;
  /** Whether some fault looks at bodies, so that they are read only for it. */
  readBodies(): boolean;
  /** What is still to come, with the remaining counts. */
  list(): readonly Fault[];
  /** Uses up one turn of the first fault that fits. `kinds` limits which effects the caller can carry out. */
  take(target: FaultTarget, kinds?: readonly FaultEffect['kind'][]): FaultEffect | undefined;
};

export function createFaultList(): FaultList {
  let faults: readonly Fault[] = [];

  function spend(index: number, changed: Partial<Fault>): void {
    faults = faults
      .map((fault, position) => (position === index ? { ...fault, ...changed } : fault))
      .filter(({ times }) => times > 0);
  }

  return {
    replace(replacement) {
      faults = [...replacement];
    },
    clear() {
      faults = [];
    },
    readBodies: () => faults.some(({ body }) => body !== undefined),
    list: () => faults,
    take(target, kinds) {
      for (const [index, fault] of faults.entries()) {
        const effect = effectOf(fault);
        if (!fits(fault, target) || (kinds !== undefined && !kinds.includes(effect.kind))) continue;
        if (fault.skip > 0) {
          spend(index, { skip: fault.skip - 1 });
          continue;
        }
        spend(index, { times: fault.times - 1 });
        return effect;
      }
      return undefined;
    },
  };
}

function fits(fault: Fault, { method, path, query, body = '' }: FaultTarget): boolean {
  return (
    (fault.method === undefined || fault.method === method) &&
    new RegExp(fault.path).test(path) &&
    (fault.query === undefined || new RegExp(fault.query).test(query)) &&
    (fault.body === undefined || new RegExp(fault.body).test(body))
  );
}
