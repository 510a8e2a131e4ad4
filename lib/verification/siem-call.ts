import 'server-only';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { toProblem } from '@/lib/connector/step-problem';
import { tryAlertsCall } from '@/lib/defender/alerts-request';
import { servedFetch } from '@/lib/http/served-fetch';
import type { Result } from '@/lib/result';
import { findSiemFormat } from '@/lib/siem/siem-catalogue';
import { siemApiOf } from '@/lib/siem/through-detections';
import { clock } from './clock';
import { tryDetectionsCall } from './detections-request';
import type { SiemCall } from './verification';
import type { VerificationContext } from './verification-context';

export type SiemTrial = {
  /** Null when nobody can say what the SIEM asks. */
  readonly siemCall: SiemCall | null;
  /** Null when it was granted, or not made. */
  readonly refused: StepProblem | null;
};

/** What the SIEM will ask first, where that is known: its filter and its headers can be refused on their own. */
export async function makeSiemCall(
  { findApi, fetch, readDetections, patience }: VerificationContext,
  connector: Connector,
  accessToken: string,
): Promise<SiemTrial> {
  const { siemType, detections, api: upstream } = connector;
  const apiUrl = detections ? '' : (findApi(connector)?.alertsUrl ?? '');
  const read = { api: siemApiOf(connector), upstream, apiUrl };
  const call = findSiemFormat(siemType)?.firstCall(read, new Date(patience.now()));
  if (!call) return { siemCall: null, refused: null };
  const { value: granted, milliseconds } = await clock<Result<void, StepProblem>>(patience, async (counted) =>
    detections
      ? tryDetectionsCall(readDetections, call.url, accessToken)
      : toProblem(await tryAlertsCall(servedFetch(fetch, counted), call, accessToken)),
  );
  return { siemCall: { siemType, url: call.url, milliseconds }, refused: granted.ok ? null : granted.error };
}
