import type { ConnectorDetails, Secrets } from '../connector-details';
import { credentialFields } from '../credential-fields';
import { isNationalCloud } from '../microsoft-host';
import { readsDefenderAlerts, readsGraphAlerts } from '../siem-access';
import { defineSiemFormat, type SiemField } from '../siem-format';
import { securityEventsRead } from '../siem-permission';
import { eventHubsSetup } from './qradar-event-hubs';

/**
 * IBM QRadar's log source `Microsoft 365 Defender`. The connector's API decides the protocol: Microsoft Graph Security
 * API, or Microsoft Defender for Endpoint REST API. IBM's page of the latter still tells of the retired SIEM API.
 *
 * @see https://www.ibm.com/docs/en/SS42VS_DSM/com.ibm.dsm.doc/c_logsource_Microsoft_Graph_Security_protocol.html
 * @see https://www.ibm.com/docs/en/SS42VS_DSM/com.ibm.dsm.doc/c_logsource_microsoft_defender.html
 */
export const qradar = defineSiemFormat({
  id: 'qradar',
  stepCount: 7,
  access: {
    credential: 'connector',
    reads: {
      'defender-alerts': readsDefenderAlerts,
      'graph-alerts': { ...readsGraphAlerts, vendorAsks: [securityEventsRead] },
    },
  },
  missesCloud: isNationalCloud,
  alternativeSetup: eventHubsSetup,
  facts: {
    vendorPage:
      'https://www.ibm.com/docs/en/SS42VS_DSM/com.ibm.dsm.doc/c_logsource_Microsoft_Graph_Security_protocol.html',
    furtherPages: [
      {
        name: 'Microsoft Defender for Endpoint REST API',
        page: 'https://www.ibm.com/docs/en/dsm?topic=pco-microsoft-defender-endpoint-siem-rest-api-protocol-configuration-options',
      },
      {
        name: 'Microsoft Azure Event Hubs',
        page: 'https://www.ibm.com/docs/en/dsm?topic=options-microsoft-azure-event-hubs-protocol-configuration',
      },
    ],
    checked: '2026-11-22',
    confidence: 'partial',
  },
  fields,
});

function fields(details: ConnectorDetails, secrets: Secrets): readonly SiemField[] {
  const credential = credentialFields(
    { tenantId: 'Tenant ID', clientId: 'Client ID', clientSecret: 'Client Secret' },
    details,
    secrets,
  );
  const logSource = (protocol: string): readonly SiemField[] => [
    { label: 'Log Source type', value: 'Microsoft 365 Defender' },
    { label: 'Protocol Configuration', value: protocol },
    { label: 'Log Source Identifier', value: details.name },
  ];
  switch (details.upstream) {
    case 'graph-alerts':
      return [
        ...logSource('Microsoft Graph Security API'),
        credential.tenantId,
        credential.clientId,
        credential.clientSecret,
        { label: 'API', value: 'Alerts V2' },
      ];
    case 'defender-alerts':
      return [
        ...logSource('Microsoft Defender for Endpoint REST API'),
        { label: 'Authorization Server URL', value: details.tokenUrl },
        { label: 'Resource', value: details.resource },
        credential.clientId,
        credential.clientSecret,
      ];
  }
}
