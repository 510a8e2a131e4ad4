import 'server-only';
import type { ApiEndpoint } from '@/lib/cloud/alert-api';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { toProblem } from '@/lib/directory/step-problem';
import { tryAlertsCall } from '@/lib/defender/alerts-request';
import type { Result } from '@/lib/result';
import { findSiemFormat } from '@/lib/siem/catalogue/siem-catalogue';
import { siemApiOf } from '@/lib/siem/through-detections';
import { measureTime } from './measure-time';
import { tryDetectionsCall } from './detections-request';
import type { SiemCall } from './verification';
import type { VerificationContext } from './verification-context';

/** The API and a token that may open it. */
export type OpenedApi = Pick<ApiEndpoint, 'alertsUrl'> & { readonly accessToken: string };

export type SiemTrial = {
  /** Null when nobody can say what the SIEM asks. */
  readonly siemCall: SiemCall | null;
  /** Null when it was granted, or not made. */
  readonly refused: StepProblem | null;
};

/** What the SIEM will ask first, where that is known: its filter and its headers can be refused on their own. */
export async function makeSiemCall(
  { fetch, readDetections, clock }: Pick<VerificationContext, 'fetch' | 'readDetections' | 'clock'>,
  { siemType, detections, api: upstream }: Pick<Connector, 'siemType' | 'detections' | 'api'>,
  { accessToken, alertsUrl }: OpenedApi,
): Promise<SiemTrial> {
  const read = { api: siemApiOf({ api: upstream, detections }), upstream, apiUrl: detections ? '' : alertsUrl };
  const call = findSiemFormat(siemType)?.firstCall(read, new Date(clock.now()));
  if (!call) return { siemCall: null, refused: null };
  const { value: granted, milliseconds } = await measureTime<Result<void, StepProblem>>(clock, async (counted) =>
    detections
      ? tryDetectionsCall(readDetections, call.url, accessToken)
      : toProblem(await tryAlertsCall({ fetch, accessToken, clock: counted }, call)),
  );
  return { siemCall: { siemType, url: call.url, milliseconds }, refused: granted.ok ? null : granted.error };
}
