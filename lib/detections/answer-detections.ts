import { fail } from '@/lib/result';
import type { LimitKey } from './concurrency-limit';
import { type Caller, readCaller } from './caller-token';
import type { DetectionDependencies } from './detection-dependencies';
import { parseDetectionQuery } from './detection-query';
import { refusalResponse } from './detection-refusal';
import { startAnswer } from './start-answer';

const MAX_TOKEN_CHARACTERS = 16_384;

/** Answers under way at the same time. What a token says is not verified, so an address and the whole have limits too. */
const most = { caller: 4, address: 8, all: 16 } as const;

/**
 * Answers a request of the retired SIEM API from the alerts that the caller's own token opens. The token goes to the
 * API that it is for, on the host of this portal's cloud, and nowhere else.
 *
 * @returns a JSON array that is still being written, or a refusal as JSON
 */
export async function answerDetections(request: Request, dependencies: DetectionDependencies): Promise<Response> {
  if (!dependencies.isOn) return refusalResponse({ kind: 'off' });
  const header = request.headers.get('authorization') ?? '';
  const caller = header.length > MAX_TOKEN_CHARACTERS ? fail('unreadable' as const) : readCaller(header, dependencies);
  if (!caller.ok) return refusalResponse({ kind: 'token', problem: caller.error, cloud: dependencies.cloud });
  const query = parseDetectionQuery(new URL(request.url).searchParams, dependencies.clock.now());
  if (!query.ok) return refusalResponse({ kind: 'parameter', ...query.error });
  if (caller.value.api === 'defender-alerts' && query.value.machineTags.length > 0) {
    return refusalResponse({ kind: 'parameter', ...tagsAreUnknown });
  }
  const release = dependencies.concurrency.acquire(limitKeysOf(request, caller.value));
  if (!release) return refusalResponse({ kind: 'busy' });
  return startAnswer(request, { caller: caller.value, query: query.value, release }, dependencies);
}

/** Leaving the filter out would give rows of every device, and keeping it none. */
const tagsAreUnknown = {
  parameter: 'CloudCreatedMachineTags',
  message: 'and DeviceCreatedMachineTags need a token for Microsoft Graph: the Defender API tells no tags',
};

function limitKeysOf(request: Request, { name }: Caller): readonly LimitKey[] {
  // What the nearest reverse proxy saw. Without one in front, a caller can write anything here.
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return [
    { name: `caller ${address} ${name}`, most: most.caller },
    { name: `address ${address}`, most: most.address },
    { name: 'all', most: most.all },
  ];
}
