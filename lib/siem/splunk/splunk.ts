import { alertsCall, endpointQuestion, hoursBefore, type ReadApi } from '../alerts-call';
import type { ConnectorDetails, Secrets } from '../connector-details';
import { credentialFields } from '../credential-fields';
import { readsDefenderAlerts, readsGraphIncidents } from '../siem-access';
import { defineSiemFormat, type SiemField } from '../siem-format';
import { incidentRead } from '../siem-permission';
import { splunkEnvironment, splunkInputs, splunkLocation, splunkName } from './splunk-inputs';

/**
 * Splunk Add-on for Microsoft Security (Splunk_TA_MS_Security). Names are those of the add-on's inputs.conf.spec and of
 * its account settings, which is where its form writes to. The secret is entered in the form only: Splunk encrypts it.
 *
 * @see https://splunk.github.io/splunk-add-on-for-microsoft-365-defender/Configurepermissions
 */
export const splunk = defineSiemFormat({
  id: 'splunk',
  stepCount: 5,
  access: {
    credential: 'connector',
    reads: {
      'defender-alerts': { ...readsDefenderAlerts, incidents: [incidentRead] },
      'graph-alerts': readsGraphIncidents,
    },
  },
  missesCloud: (details) => splunkLocation(details) === null,
  facts: {
    vendorPage: 'https://splunk.github.io/splunk-add-on-for-microsoft-365-defender/Configurepermissions',
    checked: '2026-11-22',
    confidence: 'source',
    // TRUNCATE of props.conf unless somebody raised it; github.com/splunk/splunk-add-on-microsoft-azure/issues/105.
    largestEvent: 10_000,
  },
  fields,
  firstCall,
  loads: {
    holdSecret: false,
    build: (details, _secret, savedAt) => [
      {
        name: 'inputs.conf',
        text: splunkInputs(details, savedAt),
        language: 'ini',
        folder: '$SPLUNK_HOME/etc/apps/Splunk_TA_MS_Security/local/',
      },
    ],
  },
});

/**
 * As the add-on's source has it; the date is the input's start date. The add-on calls the Alerts API by the older name
 * of the same host.
 */
function firstCall({ api, apiUrl }: ReadApi, now: Date) {
  const since = hoursBefore(now, 24);
  if (api !== 'graph-alerts') return alertsCall(apiUrl, endpointQuestion(since));
  return alertsCall(apiUrl, { parameters: [['$filter', `lastUpdateDateTime gt ${since}`]] });
}

function fields(details: ConnectorDetails, secrets: Secrets): readonly SiemField[] {
  const labels = { tenantId: 'tenant_id', clientId: 'username', clientSecret: 'password' };
  const { clientId, tenantId, clientSecret } = credentialFields(labels, details, secrets);
  const location = splunkLocation(details);
  const environment = details.incidents ? splunkEnvironment(details) : null;
  return [
    { label: 'azure_app_account', value: splunkName(details) },
    clientId,
    clientSecret,
    tenantId,
    ...(location === null ? [] : [{ label: 'location', value: location }]),
    ...(environment === null ? [] : [{ label: 'environment', value: environment }]),
  ];
}
