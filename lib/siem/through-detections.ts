import type { AlertApi, ConnectorDetails, SiemApi } from './connector-details';

/** What the SIEM of a connector calls. */
export function siemApiOf({ api, detections }: { readonly api: AlertApi; readonly detections: boolean }): SiemApi {
  return detections ? 'detections' : api;
}

/**
 * Tells a SIEM to call the detections API of this portal instead. Credential, scope and resource stay those of
 * Microsoft's API, since the token is passed on to it.
 */
export function throughDetections(details: ConnectorDetails, detectionsUrl: string): ConnectorDetails {
  return { ...details, api: 'detections', apiUrl: detectionsUrl };
}
