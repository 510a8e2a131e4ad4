import type { AuditAction, AuditDetail, AuditEvent } from './audit';

const LONGEST_TEXT = 300;
const MOST_DETAILS = 20;

/** Actions whose target is a connector. */
const onConnector = /^(?:connector|approval|secret|leftovers|tokens|connection)-/;

/**
 * The event with texts that every database and every reader of lines takes: well-formed Unicode without control
 * characters, none longer than 300 letters. What a stranger sends cannot fill the log so, nor forge a line of it.
 */
export function boundEvent(event: AuditEvent): AuditEvent {
  const { target, requestId, personUpn, detail, action } = event;
  const connectorId = event.connectorId ?? connectorOf(action, target);
  return {
    ...event,
    personUpn: personUpn === null ? null : boundText(personUpn),
    requestId: boundText(requestId),
    ...(target === undefined ? {} : { target: boundText(target) }),
    ...(connectorId === undefined ? {} : { connectorId: boundText(connectorId) }),
    ...(detail === undefined ? {} : { detail: boundDetail(detail) }),
  };
}

function connectorOf(action: AuditAction, target: string | undefined): string | undefined {
  return onConnector.test(action) ? target : undefined;
}

function boundDetail(detail: AuditDetail): AuditDetail {
  const entries = Object.entries(detail).slice(0, MOST_DETAILS);
  return Object.fromEntries(entries.map(([name, value]) => [boundText(name), boundValue(value)]));
}

function boundValue(value: AuditDetail[string]): AuditDetail[string] {
  if (typeof value === 'string') return boundText(value);
  // JSON has no other numbers.
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function boundText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
    .slice(0, LONGEST_TEXT)
    .toWellFormed();
}
