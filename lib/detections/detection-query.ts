import { parse, pattern, toSeconds } from 'iso8601-duration';
import { z } from 'zod';
import { fail, type Result, succeed } from '@/lib/result';
import { readTime, type TimeKey, timeKey } from './detection-time';

/** What a caller asks for. Rows have since <= LastProcessedTimeUtc < until, so that windows in a row share none. */
export type DetectionQuery = {
  readonly since: TimeKey;
  readonly until: TimeKey;
  /** The newest so many; null for all. */
  readonly limit: number | null;
  /** Device groups, of which a row is in one; empty for all. */
  readonly machineGroups: readonly string[];
  /** Tags that a row's device has. */
  readonly machineTags: readonly string[];
};

export type ParameterProblem = { readonly parameter: string; readonly message: string };

const TWO_HOURS_MS = 7_200_000;
const single = [
  ...['sinceTimeUtc', 'untilTimeUtc', 'ago', 'limit'],
  ...['DeviceCreatedMachineTags', 'CloudCreatedMachineTags'],
];
const known = [...single, 'machinegroups'];

const time = z
  .string()
  // The first documentation put its example in quotes.
  .transform((text) => readTime(text.replace(/^"(.*)"$/, '$1')))
  .refine((key) => key !== null, {
    error: 'must be a time in UTC such as 2026-01-31T08:00:00.000Z',
  });

const wholeDuration = new RegExp(`^${pattern.source}$`);
const duration = z.string().refine((text) => wholeDuration.test(text) && secondsOf(text, 0) !== null, {
  error: 'must be an ISO 8601 duration such as PT10M or P1D',
});

const schema = z.object({
  sinceTimeUtc: time.optional(),
  untilTimeUtc: time.optional(),
  ago: duration.optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { error: 'must be a whole number from 1' })
    .transform(Number)
    .optional(),
});

/**
 * Reads the retired API's parameters. Their names are taken in any case, as it took them. One that it did not have is
 * refused: a misspelt sinceTimeUtc would go unnoticed and lose detections.
 *
 * @param now milliseconds since the epoch
 */
export function parseDetectionQuery(
  parameters: URLSearchParams,
  now: number,
): Result<DetectionQuery, ParameterProblem> {
  const stranger = [...parameters.keys()].find((name) => !known.some((one) => isSameName(one, name)));
  if (stranger !== undefined)
    return problem(stranger.slice(0, 100), `is not a parameter; there are ${known.join(', ')}`);
  const values = (name: string) => [...parameters].filter(([one]) => isSameName(one, name)).map(([, value]) => value);
  const repeated = single.find((name) => values(name).length > 1);
  if (repeated) return problem(repeated, 'may be given once');
  const result = schema.safeParse(Object.fromEntries(single.map((name) => [name, values(name)[0]])));
  if (!result.success) {
    const [issue] = result.error.issues;
    return problem(String(issue?.path[0]), issue?.message ?? 'is wrong');
  }
  const machineGroups = values('machinegroups');
  const machineTags = [...values('DeviceCreatedMachineTags'), ...values('CloudCreatedMachineTags')];
  return inWindow(result.data, { now, machineGroups, machineTags });
}

type Rest = Pick<DetectionQuery, 'machineGroups' | 'machineTags'> & { readonly now: number };

function inWindow(
  { sinceTimeUtc, untilTimeUtc, ago, limit }: z.infer<typeof schema>,
  { now, ...filters }: Rest,
): Result<DetectionQuery, ParameterProblem> {
  if (sinceTimeUtc && ago !== undefined) return problem('ago', 'cannot go with sinceTimeUtc');
  const until = untilTimeUtc ?? timeKey(now);
  const since =
    sinceTimeUtc ?? timeKey(ago === undefined ? now - TWO_HOURS_MS : now - (secondsOf(ago, now) ?? 0) * 1_000);
  if (untilTimeUtc && since > until) return problem('untilTimeUtc', 'is before the beginning of the time range');
  return succeed({ since, until, limit: limit ?? null, ...filters });
}

/** Null for what the library refuses, and for what lies before the year 1970. */
function secondsOf(text: string, now: number): number | null {
  try {
    const seconds = toSeconds(parse(text), new Date(now));
    return Number.isFinite(seconds) && seconds < 1_600_000_000 ? seconds : null;
  } catch {
    return null;
  }
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function problem(parameter: string, message: string) {
  return fail({ parameter, message });
}
