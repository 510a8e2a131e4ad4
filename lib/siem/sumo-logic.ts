import type { ConnectorDetails } from './connector-details';
import { credentialFields } from './credential-fields';
import { isNationalCloud } from './microsoft-host';
import type { SecretWriter } from './secret-writer';
import { readsGraphIncidents } from './siem-access';
import { defineSiemFormat, type SiemField } from './siem-format';
import { securityEventsRead } from './siem-permission';

const pollingSeconds = 300;

/** Sumo Logic's cloud-to-cloud source `Microsoft Graph Security API`: by its form, or by its JSON configuration. */
export const sumoLogic = defineSiemFormat({
  id: 'sumo-logic',
  stepCount: 4,
  access: {
    credential: 'connector',
    reads: { 'graph-alerts': { ...readsGraphIncidents, vendorAsks: [securityEventsRead] } },
  },
  missesCloud: isNationalCloud,
  facts: {
    vendorPage:
      'https://help.sumologic.com/docs/send-data/hosted-collectors/cloud-to-cloud-integration-framework/microsoft-graph-security-api-source/',
    checked: '2026-11-22',
    confidence: 'documented',
  },
  fields: (details, secrets): readonly SiemField[] => {
    const labels = {
      tenantId: 'Directory (tenant) ID',
      clientId: 'Application (client) ID',
      clientSecret: 'Application Client Secret Value',
    };
    const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
    return [
      { label: 'Name', value: details.name },
      tenantId,
      clientId,
      clientSecret,
      { label: 'Polling Interval', value: String(pollingSeconds) },
    ];
  },
  loads: {
    holdSecret: true,
    build: (details, secret) => [
      { name: 'microsoft-graph-security-api.json', text: source(details, secret), language: 'json' },
    ],
  },
});

/** The body that Sumo Logic's Collector Management API takes for a new source. */
function source(details: ConnectorDetails, secret: SecretWriter): string {
  const content = {
    'api.version': 'v1',
    source: {
      schemaRef: { type: 'Microsoft Graph Security API' },
      config: {
        name: details.name,
        tenant_id: details.tenantId,
        application_id: details.clientId,
        // JSON.stringify escapes the whole file below.
        secret_key: secret((value) => value),
        polling_interval: pollingSeconds,
        fields: { _siemForward: false },
        set_metadata_fields: false,
      },
      sourceType: 'Universal',
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
