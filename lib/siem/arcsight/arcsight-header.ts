import type { ConnectorDetails, SiemApi } from '../connector-details';
import { commentLine } from '../text/java-properties';

const apiNames: Readonly<Record<SiemApi, string>> = {
  'defender-alerts': 'Microsoft Defender for Endpoint Alerts API',
  'graph-alerts': 'Microsoft Graph security alerts',
  detections: 'the Detections API (compatible) of SIEM Connect',
};

/** Comment lines that open both files: which connector, which API, saved when. */
export function arcsightHeader({ name, api }: ConnectorDetails, savedAt: Date): readonly string[] {
  const [date = '', time = ''] = savedAt.toISOString().split(/[T.]/);
  return [commentLine(`${name}. Saved ${date} ${time} UTC.`), commentLine(`For ${apiNames[api]}.`)];
}
