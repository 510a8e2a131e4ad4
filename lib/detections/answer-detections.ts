import { addressIn, countedAddress } from '@/lib/request/client-address';
import { fail, type Result, succeed } from '@/lib/result';
import type { LimitKey } from '@/lib/rate-limit/concurrency-limit';
import { type Caller, readCaller, type TokenProblem } from './caller-token';
import type { DetectionDependencies } from './detection-dependencies';
import { parseDetectionQuery } from './detection-query';
import { type DetectionRefusal, refusalResponse } from './detection-refusal';
import { type AcceptedRequest, startAnswer } from './start-answer';

const MAX_TOKEN_CHARACTERS = 16_384;

/**
 * Answers under way at the same time. Half of all are kept for callers whose tokens are known to be Microsoft's: by their
 * signature, or because Microsoft took them before.
 */
const most = { caller: 4, address: 8, all: 16, unknown: 8, unknownOfAddress: 4 } as const;

/**
 * Answers a request of the retired SIEM API from the alerts that the caller's own token opens. The token goes to the
 * API that it is for, on the host of this portal's cloud, and nowhere else; and only when nothing that can be known here
 * speaks against it.
 *
 * @returns a JSON array that is still being written, or a refusal as JSON
 */
export async function answerDetections(request: Request, dependencies: DetectionDependencies): Promise<Response> {
  const accepted = await accept(request, dependencies);
  if (accepted.ok) return startAnswer(request, accepted.value, dependencies);
  dependencies.refused(accepted.error.kind === 'token' ? accepted.error.problem : accepted.error.kind);
  return refusalResponse(accepted.error);
}

async function accept(
  request: Request,
  dependencies: DetectionDependencies,
): Promise<Result<AcceptedRequest, DetectionRefusal>> {
  const { isOn, cloud, clock, concurrency, budget } = dependencies;
  if (!isOn) return fail({ kind: 'off' });
  const header = request.headers.get('authorization') ?? '';
  const caller = header.length > MAX_TOKEN_CHARACTERS ? fail('unreadable' as const) : readCaller(header, dependencies);
  if (!caller.ok) return fail({ kind: 'token', problem: caller.error, cloud });
  const proof = await judge(caller.value, dependencies);
  if (!proof.ok) return fail({ kind: 'token', problem: proof.error, cloud });
  const query = parseDetectionQuery(new URL(request.url).searchParams, clock.now());
  if (!query.ok) return fail({ kind: 'parameter', ...query.error });
  if (caller.value.api === 'defender-alerts' && query.value.machineTags.length > 0) {
    return fail({ kind: 'parameter', ...tagsAreUnknown });
  }
  const address = countedAddress(addressIn(request.headers));
  const seconds = proof.value === 'known' ? null : await budget.blockedFor(address);
  if (seconds !== null) return fail({ kind: 'blocked', seconds });
  const release = concurrency.acquire(limitKeys(address, caller.value, proof.value));
  return release ? succeed({ caller: caller.value, query: query.value, address, release }) : fail({ kind: 'busy' });
}

/** known: Microsoft signed this token, or took it before. */
type Standing = 'known' | 'unknown';

async function judge(
  { api, token }: Caller,
  { prove, budget }: DetectionDependencies,
): Promise<Result<Standing, TokenProblem>> {
  if (budget.wasRefused(token)) return fail('refusedBefore');
  // Tokens for Microsoft Graph are signed in a way that only Graph can check.
  const proof = await prove(token, api === 'defender-alerts' ? 'checked' : 'unchecked');
  if (!proof.ok) return proof;
  return succeed(proof.value === 'signed' || budget.isProven(token) ? 'known' : 'unknown');
}

/** Leaving the filter out would give rows of every device, and keeping it none. */
const tagsAreUnknown = {
  parameter: 'CloudCreatedMachineTags',
  message: 'and DeviceCreatedMachineTags need a token for Microsoft Graph: the Defender API tells no tags',
};

function limitKeys(address: string, { name }: Caller, standing: Standing): readonly LimitKey[] {
  const unknown = [
    { name: `unknown ${address}`, most: most.unknownOfAddress },
    { name: 'unknown', most: most.unknown },
  ];
  return [
    { name: `caller ${address} ${name}`, most: most.caller },
    { name: `address ${address}`, most: most.address },
    ...(standing === 'unknown' ? unknown : []),
    { name: 'all', most: most.all },
  ];
}
