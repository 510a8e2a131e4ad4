import type { Patience } from '@/lib/http/retry';

/** How long the services took; what they asked to wait is not counted. */
export async function clock<Value>(patience: Patience, work: (counted: Patience) => Promise<Value>) {
  const began = patience.now();
  let waited = 0;
  const sleep = async (milliseconds: number) => {
    const asleep = patience.now();
    await patience.sleep(milliseconds);
    waited += patience.now() - asleep;
  };
  const value = await work({ ...patience, sleep });
  return { value, milliseconds: patience.now() - began - waited };
}
