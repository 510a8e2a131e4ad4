import type { ConnectorDetails } from '../connector-details';
import { isNationalCloud } from '../microsoft-host';
import type { AlternativeSetup } from '../siem-format';

/**
 * IBM QRadar's protocol Microsoft Azure Event Hubs. Its values are those of an event hub, so these are their formats;
 * `Namespace` and `Event Hub Name` are asked for with Entra ID as the method. Another cloud's event hubs are at hosts
 * that IBM's page does not name.
 *
 * @see https://www.ibm.com/docs/en/dsm?topic=options-microsoft-azure-event-hubs-protocol-configuration
 */
export function eventHubsSetup(details: ConnectorDetails): AlternativeSetup | null {
  if (isNationalCloud(details)) return null;
  return {
    name: 'Microsoft Azure Event Hubs',
    fields: [
      { label: 'Authentication Method', value: 'SAS (Shared Access Signature)' },
      { label: 'Use Event Hub Connection String', value: 'on' },
      { label: 'Event Hub Connection String', value: eventHubConnection },
      { label: 'Consumer Group', value: '$Default' },
      { label: 'Use Storage Account Connection String', value: 'on' },
      { label: 'Storage Account Connection String', value: storageConnection },
      { label: 'Namespace', value: '<Namespace Name>' },
      { label: 'Event Hub Name', value: '<Event Hub Name>' },
    ],
  };
}

const eventHubConnection = [
  'Endpoint=sb://<Namespace Name>.servicebus.windows.net/',
  'SharedAccessKeyName=<SAS Key Name>',
  'SharedAccessKey=<SAS Key>',
  'EntityPath=<Event Hub Name>',
].join(';');

const storageConnection = [
  'DefaultEndpointsProtocol=https',
  'AccountName=<Storage Account Name>',
  'AccountKey=<Storage Account Key>',
  'EndpointSuffix=core.windows.net',
].join(';');
