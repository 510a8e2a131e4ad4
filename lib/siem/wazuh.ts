import { alertsCall, hoursBefore, inSeconds } from './alerts-call';
import type { ConnectorDetails } from './connector-details';
import { credentialFields } from './credential-fields';
import { hostOf, originOf } from './microsoft-host';
import type { SecretWriter } from './secret-writer';
import { readsGraphIncidents } from './siem-access';
import { defineSiemFormat } from './siem-format';
import { xmlComment, xmlText } from './text/xml-text';

/** How late an alert may be shown and still be read: Wazuh asks once for each span of time and never looks back. */
const DELAY_MINUTES = 30;
const DELAY_MS = DELAY_MINUTES * 60_000;

/**
 * Wazuh 4.6 and newer: the module ms-graph. It reads alerts, and incidents where the
 * connector is for them too.
 *
 * @see https://documentation.wazuh.com/current/user-manual/reference/ossec-conf/ms-graph-module.html
 * @see https://github.com/wazuh/wazuh src/wazuh_modules/wm_ms_graph.h
 */
export const wazuh = defineSiemFormat({
  id: 'wazuh',
  stepCount: 5,
  access: {
    credential: 'connector',
    reads: { 'graph-alerts': readsGraphIncidents },
  },
  facts: {
    vendorPage: 'https://documentation.wazuh.com/current/user-manual/reference/ossec-conf/ms-graph-module.html',
    checked: '2026-11-30',
    confidence: 'documented',
    // OS_MAXSTR in its src/shared/include/defs.h; github.com/wazuh/wazuh/issues/4143.
    largestEvent: 65_536,
  },
  fields: (details, secrets) => {
    const labels = { tenantId: 'tenant_id', clientId: 'client_id', clientSecret: 'secret_value' };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [clientId, tenantId, clientSecret, { label: 'api_type', value: apiType(details) }];
  },
  // As its source builds it; the time is that of its last look.
  firstCall: ({ apiUrl }, now) =>
    alertsCall(`${originOf(apiUrl)}/v1.0/security/alerts_v2`, {
      parameters: [
        ['$top', '50'],
        [
          '$filter',
          `createdDateTime ge ${hoursBefore(now, 24)} and createdDateTime lt ${inSeconds(new Date(now.getTime() - DELAY_MS))}`,
        ],
      ],
    }),
  loads: {
    holdSecret: true,
    build: (details, secret, savedAt) => [
      {
        name: 'ossec-ms-graph.conf',
        text: block(details, secret, savedAt),
        language: 'xml',
        folder: '/var/ossec/etc/ossec.conf',
      },
    ],
  },
});

/**
 * The block to add to ossec.conf, complete with its root: Wazuh takes several <ossec_config> in one file.
 * Wazuh's own reader knows no character references; the ids and the secrets that Entra ID issues need none.
 */
function block(details: ConnectorDetails, secret: SecretWriter, savedAt: Date): string {
  return [
    xmlComment(`${details.name}. Saved ${savedAt.toISOString()}.`),
    xmlComment(`The client secret with ID ${details.secretId} expires ${details.secretExpires}.`),
    '<ossec_config>',
    '  <ms-graph>',
    '    <enabled>yes</enabled>',
    // With yes each restart forgets how far the last run had come, and loses what came in between.
    '    <only_future_events>no</only_future_events>',
    '    <curl_max_size>10M</curl_max_size>',
    '    <run_on_start>yes</run_on_start>',
    '    <interval>5m</interval>',
    `    <time_delay>${DELAY_MINUTES}m</time_delay>`,
    '    <version>v1.0</version>',
    '    <api_auth>',
    `      <client_id>${xmlText(details.clientId)}</client_id>`,
    `      <tenant_id>${xmlText(details.tenantId)}</tenant_id>`,
    `      <secret_value>${secret(xmlText)}</secret_value>`,
    `      <api_type>${apiType(details)}</api_type>`,
    '    </api_auth>',
    '    <resource>',
    '      <name>security</name>',
    '      <relationship>alerts_v2</relationship>',
    ...(details.incidents ? ['      <relationship>incidents</relationship>'] : []),
    '    </resource>',
    '  </ms-graph>',
    '</ossec_config>',
    '',
  ].join('\n');
}

/** `global` is the worldwide cloud and US Government GCC. */
function apiType({ apiUrl }: ConnectorDetails): 'global' | 'gcc-high' | 'dod' {
  switch (hostOf(apiUrl)) {
    case 'graph.microsoft.us':
      return 'gcc-high';
    case 'dod-graph.microsoft.us':
      return 'dod';
    default:
      return 'global';
  }
}
