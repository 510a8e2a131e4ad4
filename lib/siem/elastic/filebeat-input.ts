import {
  type AlertsCall,
  alertsCall,
  elasticGraphQuestion,
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
 * Order and paging by time are those of Elastic's own integration since July 2026; the overlap is ours.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-httpjson
 * @see https://github.com/elastic/integrations/pull/20348
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
    ...deduplication,
    '',
  ].join('\n');
  return { name: 'siem-connect.yml', text, language: 'yaml', folder: '/etc/filebeat/inputs.d/' };
}

/** The first call that the input makes, while it has no cursor. */
export function filebeatCall({ api, apiUrl }: ReadApi, now: Date): AlertsCall {
  const since = hoursBefore(now, 24);
  return api === 'graph-alerts'
    ? alertsCall(apiUrl, { ...elasticGraphQuestion(now), headers: preferUnknownMembers })
    : alertsCall(apiUrl, {
        parameters: [
          ['$expand', 'evidence'],
          ['$filter', `lastUpdateTime ge ${since}`],
          ['$top', String(DEFENDER_PAGE)],
        ],
      });
}

/** Graph gives no more of them at once, and cuts a larger number without a word. */
const GRAPH_PAGE = 1000;
/** The Alerts API gives no more of them at once. */
const DEFENDER_PAGE = 10_000;

/** What a poll sees again, so that an alert which the API shows this much later than it was changed is not lost. */
const overlap = '[[formatDate (now (parseDuration "-1h"))]]';

/**
 * In ascending order, so that a poll that breaks off between two pages goes on where it ended. A page begins with the
 * moment that ended the one before: alerts of one moment may lie on both sides.
 */
const graphRequest = [
  '  request.transforms:',
  '    - set:',
  '        target: url.params.$top',
  `        value: ${GRAPH_PAGE}`,
  '    - set:',
  '        target: url.params.$filter',
  "        value: 'lastUpdateDateTime ge [[if lt .cursor.last_update_time .cursor.look_back]][[.cursor.last_update_time]][[else]][[.cursor.look_back]][[end]]'",
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
  `        value: '[[if (eq (len .last_response.body.value) ${GRAPH_PAGE})]]lastUpdateDateTime ge [[(index .last_response.body.value ${GRAPH_PAGE - 1}).lastUpdateDateTime]][[end]]'`,
  '        fail_on_template_error: true',
  '  cursor:',
  '    last_update_time:',
  "      value: '[[.last_event.lastUpdateDateTime]]'",
  '    look_back:',
  `      value: '${overlap}'`,
] as const;

/** This API knows no order, so that no alert says how far a poll has come: its own time does. */
const defenderRequest = [
  '  request.transforms:',
  '    - set:',
  '        target: url.params.$expand',
  '        value: evidence',
  '    - set:',
  '        target: url.params.$filter',
  "        value: 'lastUpdateTime ge [[.cursor.look_back]]'",
  `        default: 'lastUpdateTime ge [[formatDate (now (parseDuration "-24h")) "2006-01-02T15:04:05Z"]]'`,
  '    - set:',
  '        target: url.params.$top',
  `        value: ${DEFENDER_PAGE}`,
  '  cursor:',
  '    look_back:',
  `      value: '[[formatDate (now (parseDuration "-1h")) "2006-01-02T15:04:05Z"]]'`,
] as const;

/**
 * What a poll sees again has the same text and so the same id, which Elasticsearch keeps once; an alert that has changed
 * has another.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-deduplication
 */
const deduplication = [
  '  processors:',
  '    - fingerprint:',
  '        fields: [message]',
  "        target_field: '@metadata._id'",
  '        method: sha256',
] as const;
