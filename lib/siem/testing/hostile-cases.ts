/** Connectors that are drawn for each case. */
export const hostileRuns = 1_000;

export type HostileValue = 'name' | 'clientId' | 'tenantId' | 'tokenUrl' | 'apiUrl' | 'scope' | 'clientSecret';

/**
 * Which hostile values of a connector each case finds again in the file, character for character. Splunk's file cannot
 * quote, so none of them reaches it.
 */
export const hostileCases = {
  'Cribl, defender-alerts': ['clientId', 'clientSecret', 'tokenUrl', 'apiUrl', 'scope'],
  'Cribl, graph-alerts': ['clientId', 'clientSecret', 'tokenUrl', 'apiUrl', 'scope'],
  'Filebeat, defender-alerts': ['clientId', 'tokenUrl', 'apiUrl', 'scope'],
  'Filebeat, graph-alerts': ['clientId', 'tokenUrl', 'apiUrl', 'scope'],
  'Generic API, defender-alerts': ['name', 'tenantId', 'clientId', 'clientSecret', 'tokenUrl', 'apiUrl', 'scope'],
  'Generic API, graph-alerts': ['name', 'tenantId', 'clientId', 'clientSecret', 'tokenUrl', 'apiUrl', 'scope'],
  Splunk: [],
  'Sumo Logic': ['name', 'tenantId', 'clientId', 'clientSecret'],
  Wazuh: ['clientId', 'tenantId', 'clientSecret'],
} as const satisfies Readonly<Record<string, readonly HostileValue[]>>;

export type HostileCase = keyof typeof hostileCases;
