import type { AlertApi, ConnectorDetails } from './connector-details';
import { commentLine } from './java-properties';

const apiNames: Readonly<Record<AlertApi, string>> = {
  'defender-alerts': 'Microsoft Defender for Endpoint Alerts API',
  'graph-alerts': 'Microsoft Graph security alerts',
};

/** Comment lines that open both files: which connector, which API, saved when. */
export function arcsightHeader({ name, api }: ConnectorDetails, savedAt: Date): readonly string[] {
  const [date = '', time = ''] = savedAt.toISOString().split(/[T.]/);
  return [commentLine(`${name}. Saved ${date} ${time} UTC.`), commentLine(`For ${apiNames[api]}.`)];
}
