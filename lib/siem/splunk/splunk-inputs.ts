import type { ConnectorDetails } from '../connector-details';
import { hostOf } from '../microsoft-host';
import { commentLine } from '../text/java-properties';

const graphLocations: Readonly<Record<string, string | null>> = {
  'graph.microsoft.us': 'gcc-high-graph-api',
  'dod-graph.microsoft.us': null,
  'microsoftgraph.chinacloudapi.cn': null,
};

const defenderLocations: Readonly<Record<string, string>> = {
  'eu.api.security.microsoft.com': 'api-eu.securitycenter.microsoft.com',
  'uk.api.security.microsoft.com': 'api-uk.securitycenter.microsoft.com',
  'us.api.security.microsoft.com': 'api-us.securitycenter.microsoft.com',
  'api-gcc.securitycenter.microsoft.us': 'api-gcc.securitycenter.microsoft.us',
  'api-gov.securitycenter.microsoft.us': 'api-gov.securitycenter.microsoft.us',
};

const defenderEnvironments: Readonly<Record<string, string>> = {
  'api-gcc.securitycenter.microsoft.us': 'gcc',
  'api-gov.securitycenter.microsoft.us': 'gcc-high',
};

/** Gives the add-on's value of `location` for a connector, or null for a cloud that the add-on's table lacks. */
export function splunkLocation({ api, apiUrl }: ConnectorDetails): string | null {
  const host = hostOf(apiUrl);
  if (api === 'defender-alerts') return defenderLocations[host] ?? 'api.securitycenter.microsoft.com';
  const location = graphLocations[host];
  return location === undefined ? 'commercial-graph-api' : location;
}

/**
 * Gives the add-on's value of `environment`, which its input of incidents has in place of a location. By Microsoft Graph
 * both have the same values; null for a cloud that the add-on's table lacks.
 */
export function splunkEnvironment(details: ConnectorDetails): string | null {
  if (details.api === 'graph-alerts') return splunkLocation(details);
  return defenderEnvironments[hostOf(details.apiUrl)] ?? 'commercial';
}

/** Name of the account and of the input: plain ASCII, and another for each connector. */
export function splunkName({ clientId }: ConnectorDetails): string {
  return `siem_connect_${clientId.replace(/[^A-Za-z0-9]+/g, '').slice(0, 8)}`;
}

/**
 * Gives the text of local/inputs.conf. Settings have no quoting at all, so each value here is of a kind that needs
 * none: a name of ours, a value of the add-on's, an id of Entra ID.
 *
 * @see https://docs.splunk.com/Documentation/Splunk/latest/Admin/Inputsconf
 */
export function splunkInputs(details: ConnectorDetails, savedAt: Date): string {
  return [
    commentLine(`${details.name}. Saved ${savedAt.toISOString()}.`),
    commentLine(
      'Holds no secret: the account is made on the Configuration page of the add-on, where Splunk encrypts it.',
    ),
    ...stanza('microsoft_defender_endpoint_atp_alerts', details, { key: 'location', value: splunkLocation(details) }),
    ...(details.incidents ? incidentsStanza(details) : []),
    '',
  ].join('\n');
}

function incidentsStanza(details: ConnectorDetails): readonly string[] {
  const where = { key: 'environment', value: splunkEnvironment(details) };
  return ['', ...stanza('microsoft_365_defender_endpoint_incidents', details, where)];
}

type Where = { readonly key: string; readonly value: string | null };

function stanza(input: string, details: ConnectorDetails, { key, value }: Where): readonly string[] {
  return [
    `[${input}://${splunkName(details)}]`,
    settingLine('azure_app_account', splunkName(details)),
    settingLine('tenant_id', details.tenantId),
    value === null ? commentLine(`The add-on has no ${key} for the cloud of this connector.`) : settingLine(key, value),
    settingLine('interval', '300'),
    settingLine('index', 'default'),
    settingLine('disabled', '0'),
  ];
}

/** A setting ends with its line, and a backslash at the end would go on to the next. */
function settingLine(key: string, value: string): string {
  return `${key} = ${value
    .replace(/[^ -~]+/g, ' ')
    .replace(/\\+$/, '')
    .trim()}`;
}
