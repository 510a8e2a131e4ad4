import type { EventField } from '../event-field';
import { memberAt } from '../text/json-member';

/** Field, and the members of the alert in Splunk's notation: the first that holds anything gives its value. */
const copied: readonly (readonly [field: string, ...members: readonly string[]])[] = [
  ['severity', 'severity'],
  ['signature', 'title'],
  ['signature_id', 'threatName', 'threatFamilyName'],
  ['subject', 'title'],
  ['body', 'description'],
  ['mitre_technique_id', 'mitreTechniques{}'],
  ['src', 'serviceSource', 'computerDnsName'],
  ['dest', 'evidence{}.deviceDnsName', 'aadTenantId'],
  ['user', 'actorDisplayName', 'evidence{}.userAccount.userPrincipalName', 'evidence{}.userPrincipalName'],
  ['user_name', 'relatedUser.userName'],
];

/**
 * Takes one alert of either API and gives the fields of Splunk's Common Information Model that the Add-on for Microsoft
 * Security makes of it, by its props.conf of version 2.3. Splunk's own list of the fields of version 3.0 names the same.
 * Several values stand in one line here, each once; a null of the alert, which Splunk may keep as a word, is left out.
 *
 * @see https://github.com/nilmodhwadiya-splunk/Splunk_TA_MS_Security default/props.conf, [ms:defender:atp:alerts]
 * @see https://github.com/splunk/security_content data_sources/ms_defender_atp_alerts.yml
 */
export function splunkEvent(alert: unknown): readonly EventField[] {
  const found = copied.flatMap(([name, ...members]): readonly EventField[] => {
    const values = members.map((member) => valuesAt(alert, member)).find(({ length }) => length > 0) ?? [];
    const value = [...new Set(values)].join(', ');
    return value === '' ? [] : [{ name, value: name === 'severity' ? value.toLowerCase() : value }];
  });
  return [{ name: 'app', value: 'ms:defender' }, { name: 'type', value: 'alert' }, ...found];
}

/** Braces after a name stand for each element of that array. */
function valuesAt(alert: unknown, member: string): readonly string[] {
  return member
    .split('.')
    .reduce<readonly unknown[]>((nodes, step) => nodes.flatMap((node) => childrenOf(node, step)), [alert])
    .flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : []))
    .filter((text) => text !== '');
}

function childrenOf(node: unknown, step: string): readonly unknown[] {
  if (!step.endsWith('{}')) return [memberAt(node, [step])];
  const elements: unknown = memberAt(node, [step.slice(0, -2)]);
  return Array.isArray(elements) ? elements : [];
}
