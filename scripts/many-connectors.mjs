// A tenant with many connectors, straight into its database: making each by hand would take a day.

const places = ['Malmö', 'Åre', 'Örebro', 'Älmhult', 'Zürich', 'Kiruna', 'Lund'];
const siems = ['wazuh', 'splunk', 'arcsight', 'qradar', 'generic-api', 'sentinel', 'cribl', 'fortisiem', 'logstash'];
const steps = ['application', 'servicePrincipal', 'permission', 'credential'];

/**
 * Statements that write them, to be run in one transaction: "Kund 1 Åre" and so on, created a minute apart, the last
 * of them now. Of every hundred one is in each state of trouble; the others end later, each at another time. The directory
 * has nothing of them and is not asked.
 *
 * @param {string} tenantId
 * @param {number} count
 * @returns {readonly { readonly text: string, readonly values: readonly unknown[] }[]}
 */
export function manyConnectors(tenantId, count) {
  return [
    // The triggers' statements are planned while the tables are still empty, for the time when they are not.
    { text: 'set local enable_seqscan = off', values: [] },
    { text: connectors, values: [tenantId, count, places, siems] },
    { text: secrets, values: [tenantId] },
    { text: journal, values: [tenantId, steps] },
  ];
}

const connectors = `
  insert into "Connector" ("id", "tenantId", "name", "api", "region", "siemType", "state", "uniqueName", "secretDays",
    "appId", "createdByUpn", "createdAt", "provenAt", "failure", "disabledAt", "removedAt")
  select id, $1::text, 'Kund ' || n || ' ' || ($3::text[])[1 + n % cardinality($3::text[])], 'graph-alerts', 'global',
    ($4::text[])[1 + n % cardinality($4::text[])],
    case n % 100 when 1 then 'incomplete' when 2 then 'removing' when 9 then 'removed' else 'ready' end, 'siem-connect-' || id, 90,
    gen_random_uuid(), 'pat@contoso.example',
    localtimestamp - ($2::int - n) * interval '1 minute',
    case when n % 100 > 7 then localtimestamp - n * interval '1 minute' end,
    case when n % 100 = 6 then '{"failedAt": "2026-11-01T00:00:00.000Z", "at": "alerts", "roles": null, "problem":
      {"kind": "problem", "cause": "alertsApi", "status": 403, "aadsts": null, "requestId": null}}'::jsonb end,
    case when n % 100 = 8 then localtimestamp end, case when n % 100 = 9 then localtimestamp end
  from (select gen_random_uuid()::text as id, n from generate_series(1, $2::int) n) made`;

const secrets = `
  insert into "ConnectorSecret" ("id", "tenantId", "connectorId", "purpose", "keyId", "hint", "label", "expiresAt", "createdAt")
  select gen_random_uuid(), "tenantId", "id", 'siem', gen_random_uuid(), 'abc', 'SIEM Connect ' || n,
    localtimestamp + case n % 100 when 3 then -3 when 4 then 5 else 20 + n % 300 end * interval '1 day'
      + n * interval '1 second', "createdAt" - interval '30 days'
  from (select *, cast(split_part("name", ' ', 2) as int) as n from "Connector" where "tenantId" = $1) made
  where n % 100 <> 5`;

const journal = `
  insert into "OperationStep" ("id", "tenantId", "connectorId", "name", "state", "startedAt", "endedAt")
  select gen_random_uuid(), "tenantId", "id", step, 'ended', "createdAt", "createdAt"
  from "Connector", unnest($2::text[]) step
  where "tenantId" = $1 and ("state" <> 'incomplete' or step = 'application')`;
