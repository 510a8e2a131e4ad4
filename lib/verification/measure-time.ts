import type { RetryContext } from '@/lib/http/retry';

/** How long the services took; what they asked to wait is not counted. */
export async function measureTime<Value>(clock: RetryContext, work: (counted: RetryContext) => Promise<Value>) {
  const began = clock.now();
  let waited = 0;
  const sleep = async (milliseconds: number) => {
    const asleep = clock.now();
    await clock.sleep(milliseconds);
    waited += clock.now() - asleep;
  };
  const value = await work({ ...clock, sleep });
  return { value, milliseconds: clock.now() - began - waited };
}
