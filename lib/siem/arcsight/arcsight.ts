import { hoursBefore, type ReadApi } from '../alerts-call';
import type { ConnectorDetails, Secrets } from '../connector-details';
import { readsDefenderAlerts, readsGraphAlerts } from '../siem-access';
import { defineSiemFormat, type SiemField } from '../siem-format';
import { arcsightClientProperties } from './arcsight-client-properties';
import { arcsightParser } from './arcsight-parser';

const connectorName = 'WDATP-connector';
const clientPropertiesName = `${connectorName}.properties`;

/** Where FlexConnectors are installed unless the administrator chose another folder. */
const flexagentFolder = 'C:\\Program Files\\ArcSightFlexConnectors\\current\\user\\agent\\flexagent\\';

/**
 * HP ArcSight, now OpenText ArcSight: the REST FlexConnector that Microsoft documented for the retired SIEM API,
 * pointed at today's APIs.
 *
 * @see https://github.com/MicrosoftDocs/microsoft-365-docs configure-arcsight.md, in the repository's history
 */
export const arcsight = defineSiemFormat({
  id: 'arcsight',
  stepCount: 10,
  access: {
    credential: 'connector',
    reads: { 'defender-alerts': readsDefenderAlerts, 'graph-alerts': readsGraphAlerts },
    readsDetections: true,
  },
  facts: {
    vendorPage: 'https://learn.microsoft.com/defender-endpoint/configure-siem',
    checked: '2026-11-22',
    confidence: 'partial',
  },
  fields,
  // $START_AT_TIME in a form that all three APIs understand.
  firstCall: (read, now) => ({ url: eventsUrl(read).replace('$START_AT_TIME', hoursBefore(now, 24)), headers: {} }),
  loads: {
    holdSecret: true,
    archivePrefix: connectorName,
    build: (details, secret, savedAt) => [
      {
        name: clientPropertiesName,
        text: arcsightClientProperties(details, secret, savedAt),
        language: 'properties',
        folder: flexagentFolder,
        lineEnds: 'windows',
      },
      {
        name: `${connectorName}.jsonparser.properties`,
        text: arcsightParser(details, savedAt),
        language: 'properties',
        folder: flexagentFolder,
        lineEnds: 'windows',
      },
    ],
  },
});

/** The parameter form of `ArcSight FlexConnector REST`; every other field of it stays blank. */
function fields(details: ConnectorDetails, { refreshToken }: Secrets): readonly SiemField[] {
  return [
    { label: 'Configuration File', value: connectorName },
    { label: 'Events URL', value: eventsUrl(details) },
    { label: 'Authentication Type', value: 'OAuth 2' },
    { label: 'OAuth 2 Client Properties file', value: flexagentFolder + clientPropertiesName },
    { label: 'Refresh Token', value: refreshToken ?? '', secret: 'refresh-token' },
  ];
}

/**
 * The filter asks by last update, so an alert that changed comes again. The connector puts a time in place of
 * $START_AT_TIME; in which form is not documented, only that the retired API understood it.
 *
 * Spaces are percent-encoded because Java refuses a URL with raw ones. The dollar signs of $filter and $expand are
 * encoded too, which every OData service decodes: only the connector's own variable begins with a dollar sign then.
 *
 * @see https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
 */
function eventsUrl({ api, apiUrl }: ReadApi): string {
  switch (api) {
    case 'defender-alerts':
      return `${apiUrl}?%24filter=lastUpdateTime%20gt%20$START_AT_TIME&%24expand=evidence`;
    case 'graph-alerts':
      return `${apiUrl}?%24filter=lastUpdateDateTime%20gt%20$START_AT_TIME`;
    case 'detections':
      // As the retired guide has it, down to the slash.
      return `${apiUrl}/?sinceTimeUtc=$START_AT_TIME`;
  }
}
