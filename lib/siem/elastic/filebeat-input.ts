import {
  type AlertsCall,
  alertsCall,
  elasticGraphQuestion,
  endpointQuestion,
  hoursBefore,
  preferUnknownMembers,
  type ReadApi,
} from '../alerts-call';
import type { ConnectorDetails } from '../connector-details';
import type { SiemFile } from '../siem-file';
import { commentLine } from '../text/java-properties';
import { yamlString } from '../text/yaml-text';

/** Name of the secret in Filebeat's keystore; Filebeat puts it in place of ${…}. */
const keystoreName = 'SIEM_CONNECT_CLIENT_SECRET';

/**
 * Gives the input that makes Filebeat (8.0 and newer) read the alerts. Holds no secret: that is in Filebeat's keystore.
 * Filebeat looks for ${…} in every other value too: no id and no address of Microsoft's has one.
 * Requests, cursor and paging of Graph alerts are those of Elastic's own integration.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-httpjson
 * @see https://github.com/elastic/integrations/tree/main/packages/m365_defender
 */
export function filebeatInput(details: ConnectorDetails, savedAt: Date): SiemFile {
  const text = [
    // Filebeat wants the first line to be the input.
    '- type: httpjson',
    `  ${commentLine(`${details.name}. Saved ${savedAt.toISOString()}.`)}`,
    `  ${commentLine(`Holds no secret: add it with filebeat keystore add ${keystoreName}`)}`,
    `  ${commentLine(`The client secret with ID ${details.secretId} expires ${details.secretExpires}.`)}`,
    `  id: ${yamlString(`siem-connect-${details.clientId}`)}`,
    '  interval: 5m',
    `  auth.oauth2.client.id: ${yamlString(details.clientId)}`,
    `  auth.oauth2.client.secret: "\${${keystoreName}}"`,
    `  auth.oauth2.token_url: ${yamlString(details.tokenUrl)}`,
    '  auth.oauth2.scopes:',
    `    - ${yamlString(details.scope)}`,
    `  request.url: ${yamlString(details.apiUrl)}`,
    ...(details.api === 'graph-alerts' ? graphRequest : defenderRequest),
    '  response.split:',
    '    target: body.value',
    '    ignore_empty_value: true',
    '  tags:',
    '    - forwarded',
    '    - siem-connect',
    '  publisher_pipeline.disable_host: true',
    '',
  ].join('\n');
  return { name: 'siem-connect.yml', text, language: 'yaml', folder: '/etc/filebeat/inputs.d/' };
}

/** The first call that the input makes, while it has no cursor. */
export function filebeatCall({ api, apiUrl }: ReadApi, now: Date): AlertsCall {
  if (api !== 'graph-alerts') return alertsCall(apiUrl, endpointQuestion(hoursBefore(now, 24)));
  return alertsCall(apiUrl, { ...elasticGraphQuestion(now), headers: preferUnknownMembers });
}

const graphRequest = [
  '  request.transforms:',
  '    - set:',
  '        target: url.params.$top',
  '        value: 2000',
  '    - set:',
  '        target: url.params.$skip',
  '        value: 0',
  '    - set:',
  '        target: url.params.$filter',
  "        value: 'lastUpdateDateTime ge [[.cursor.last_update_time]]'",
  `        default: 'lastUpdateDateTime ge [[formatDate (now (parseDuration "-24h"))]]'`,
  '    - set:',
  '        target: url.params.$orderby',
  '        value: lastUpdateDateTime asc',
  '    - set:',
  '        target: header.Prefer',
  '        value: include-unknown-enum-members',
  '  response.pagination:',
  '    - set:',
  '        target: url.params.$filter',
  `        value: '[[.last_response.url.params.Get "$filter"]]'`,
  '        fail_on_template_error: true',
  '    - set:',
  '        target: url.params.$skip',
  `        value: '[[if (eq (len .last_response.body.value) 2000)]][[add (toInt (.last_response.url.params.Get "$skip")) 2000]][[end]]'`,
  '        fail_on_template_error: true',
  '  cursor:',
  '    last_update_time:',
  "      value: '[[.last_event.lastUpdateDateTime]]'",
] as const;

const defenderRequest = [
  '  request.transforms:',
  '    - set:',
  '        target: url.params.$expand',
  '        value: evidence',
  '    - set:',
  '        target: url.params.$filter',
  "        value: 'lastUpdateTime gt [[.cursor.last_update_time]]'",
  `        default: 'lastUpdateTime gt [[formatDate (now (parseDuration "-24h")) "2006-01-02T15:04:05Z"]]'`,
  '  cursor:',
  '    last_update_time:',
  "      value: '[[.last_event.lastUpdateTime]]'",
] as const;
