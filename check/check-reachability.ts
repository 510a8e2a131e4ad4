import type { Cloud } from '../lib/cloud/cloud';
import { type Finding, ok, problem } from './finding';
import { networkWords } from './network-words';

const TIMEOUT_MS = 10_000;
/** Tokens carry seconds, and Entra ID and the portal allow a few minutes; a larger difference is somebody's mistake. */
const LARGEST_DIFFERENCE_MS = 60_000;

type Host = { readonly name: string; readonly address: string };

/** Whether each host that the portal calls answers, and how far its clock is from ours. */
export async function checkReachability(
  cloud: Cloud,
  send: typeof fetch,
  now: () => number,
): Promise<readonly Finding[]> {
  const answers = await Promise.all(hostsOf(cloud).map((host) => reach(host, send, now)));
  const findings = answers.map(({ finding }) => finding);
  const differences = answers.flatMap(({ clock }) => (clock === null ? [] : [clock]));
  return [...findings, ...(differences.length > 0 ? [judgeClock(differences)] : [])];
}

function hostsOf({ authorityHost, graphUrl, regions }: Cloud): readonly Host[] {
  const defender = regions[0]?.defenderApiUrl;
  return [
    { name: 'Microsoft Entra ID', address: authorityHost },
    { name: 'Microsoft Graph', address: graphUrl },
    ...(defender ? [{ name: 'Microsoft Defender', address: defender }] : []),
  ];
}

type Reached = { readonly finding: Finding; readonly clock: number | null };

async function reach({ name, address }: Host, send: typeof fetch, now: () => number): Promise<Reached> {
  try {
    const answer = await send(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    // The header counts whole seconds.
    const clock = Number.isNaN(theirs) ? null : now() - theirs - 500;
    return { finding: ok('reachability', `${name} answers at ${address}.`), clock };
  } catch (error) {
    const { says, remedy, code } = networkWords(error);
    return { finding: problem('reachability', `${name} at ${address}: ${says} (${code}).`, remedy), clock: null };
  }
}

function judgeClock(differences: readonly number[]): Finding {
  const least = Math.min(...differences.map(Math.abs));
  const difference = differences.find((one) => Math.abs(one) === least) ?? 0;
  const seconds = Math.round(Math.abs(difference) / 1_000);
  if (least <= LARGEST_DIFFERENCE_MS)
    return ok('clock', `The clock of this machine is right to ${Math.max(1, seconds)} s.`);
  const way = difference > 0 ? 'ahead of' : 'behind';
  return problem(
    'clock',
    `The clock of this machine is ${seconds} s ${way} Microsoft's.`,
    'Synchronise it (NTP): sign-ins and tokens fail otherwise.',
  );
}
