import type { AlertApi, ConnectorDetails } from './connector-details';
import { alertRead, securityAlertRead, securityIncidentRead, type SiemPermission } from './siem-permission';

/** What a SIEM needs in order to read alerts by one API. */
export type SiemReading = {
  /** The least that its calls need. */
  readonly needs: readonly SiemPermission[];
  /** What its vendor's page asks for on top, whether the calls need it or not. */
  readonly vendorAsks: readonly SiemPermission[];
  /** What reading incidents takes besides; left out for a SIEM that reads none by this API. */
  readonly incidents?: readonly SiemPermission[];
};

/** How a SIEM gets at the alerts. */
export type SiemAccess =
  /** With the connector's credential, by the APIs that are named here and by no other. */
  | {
      readonly credential: 'connector';
      readonly reads: Readonly<Partial<Record<AlertApi, SiemReading>>>;
      /** It also reads detections of the retired shape, with the permissions of the API that they are made from. */
      readonly readsDetections?: true;
    }
  /** By itself: no application, no secret. */
  | { readonly credential: 'none' };

export const readsDefenderAlerts: SiemReading = { needs: [alertRead], vendorAsks: [] };
export const readsGraphAlerts: SiemReading = { needs: [securityAlertRead], vendorAsks: [] };
export const readsGraphIncidents: SiemReading = { ...readsGraphAlerts, incidents: [securityIncidentRead] };

/** Whether a SIEM can use a connector of one API. */
export type SiemVerdict =
  | { readonly kind: 'reads'; readonly reading: SiemReading }
  /** Needs a connector of one of these APIs instead, with what stands in `readings`. */
  | { readonly kind: 'other-api'; readonly apis: readonly AlertApi[]; readonly readings: readonly SiemReading[] }
  | { readonly kind: 'no-credential' };

/** The APIs that a SIEM can read with a connector's credential; none for one that needs no credential. */
export function readableApis(access: SiemAccess): readonly AlertApi[] {
  if (access.credential === 'none') return [];
  const apis: readonly AlertApi[] = ['defender-alerts', 'graph-alerts'];
  return apis.filter((api) => access.reads[api] !== undefined);
}

/** Takes how a SIEM gets at alerts and the API that a connector was made for, and says whether the two fit. */
export function evaluateAccess(access: SiemAccess, api: AlertApi): SiemVerdict {
  if (access.credential === 'none') return { kind: 'no-credential' };
  const reading = access.reads[api];
  if (reading) return { kind: 'reads', reading };
  const apis = readableApis(access);
  return { kind: 'other-api', apis, readings: apis.flatMap((other) => access.reads[other] ?? []) };
}

export function readsDetections(access: SiemAccess): boolean {
  return access.credential === 'connector' && access.readsDetections === true;
}

/** The same of what a connector tells its SIEM to call, which can be the detections API of this portal. */
export function evaluateDetails(
  access: SiemAccess,
  { api, upstream }: Pick<ConnectorDetails, 'api' | 'upstream'>,
): SiemVerdict {
  const verdict = evaluateAccess(access, upstream);
  if (api !== 'detections' || access.credential === 'none' || readsDetections(access)) return verdict;
  const apis = readableApis(access);
  return { kind: 'other-api', apis, readings: apis.flatMap((other) => access.reads[other] ?? []) };
}
