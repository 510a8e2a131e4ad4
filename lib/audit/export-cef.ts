import type { StoredEvent } from './verify-chain';

/** As whoever reads the log in ArcSight weighs it, from 0 to 10. */
const severities: Readonly<Record<string, number>> = { begun: 1, done: 3, failed: 6, refused: 7 };
const HIGHEST = 10;

/** The event as a line of ArcSight's Common Event Format, version 0. */
export function toCef(event: StoredEvent, productVersion: string): string {
  const { action, outcome, at, personId, personUpn, id, seq, hash, connectorId, target, requestId, detail } = event;
  const severity = action === 'audit-alarm' ? HIGHEST : (severities[outcome] ?? 5);
  const header = ['CEF:0', 'SIEM Connect', 'Portal', productVersion, action, `${action} ${outcome}`, String(severity)];
  const fields: readonly (readonly [string, string | number | null])[] = [
    ['rt', at.getTime()],
    ['act', action],
    ['outcome', outcome],
    ['suser', personUpn],
    ['suid', personId],
    ['externalId', id],
    ['cn1Label', seq === null ? null : 'seq'],
    ['cn1', seq],
    ...labelled(1, 'connectorId', connectorId),
    ...labelled(2, 'target', target),
    ...labelled(3, 'requestId', requestId),
    ...labelled(4, 'hash', hash),
    ...labelled(5, 'detail', detail && JSON.stringify(detail)),
  ];
  const extension = fields.flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${escapeValue(String(value))}`],
  );
  return [...header.map(escapeHeader), extension.join(' ')].join('|');
}

function labelled(number: number, label: string, value: string | null): readonly (readonly [string, string | null])[] {
  return value === null
    ? []
    : [
        [`cs${String(number)}Label`, label],
        [`cs${String(number)}`, value],
      ];
}

function escapeHeader(text: string): string {
  return text.replaceAll(/[\\|]/g, '\\$&').replaceAll(/\r\n|[\r\n]/g, ' ');
}

function escapeValue(text: string): string {
  return text.replaceAll(/[\\=]/g, '\\$&').replaceAll(/\r\n|[\r\n]/g, '\\n');
}
