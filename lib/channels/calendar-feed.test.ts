import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { sampleConnector, sampleSecret } from '@/lib/connector/testing/sample-connector';
import { calendarFeed } from './calendar-feed';

const address = 'https://siem.contoso.example';
const from = new Date('2026-11-01T00:00:00Z');

function read(name: string) {
  const connectors = [
    sampleConnector({
      ...{ id: 'c', name, refreshTokenIssuedAt: from, refreshTokenExpiresAt: new Date('2027-01-30T00:00:00Z') },
      secrets: [sampleSecret({ createdAt: from, expiresAt: new Date('2027-02-01T09:30:00Z') })],
    }),
    sampleConnector({ id: 'removed', state: 'removed' }),
  ];
  const portal = [
    { fingerprint: 'f', what: 'secret', lifetime: { from: 0, to: Date.parse('2027-03-14T23:59:59Z') } },
    { fingerprint: 'g', what: 'secret', lifetime: null },
  ] as const;
  const text = calendarFeed({ connectors, portal, locale: 'sv', address });
  // Another parser than what wrote it.
  const events = ICAL.Component.fromString(text).getAllSubcomponents('vevent');
  return { text, events: events.map((event) => new ICAL.Event(event)) };
}

describe('the calendar', () => {
  it('holds every end with alarms before it, as another parser reads it', () => {
    const name = 'Säkerhet; "A", B\\C\r\nBEGIN:VALARM — ett mycket långt namn som måste brytas på flera rader i filen';
    const { events } = read(name);
    expect(events.map(({ summary, startDate }) => [summary, startDate.toJSDate().toISOString()])).toEqual([
      [expect.stringContaining('uppdateringstoken upphör att gälla'), '2027-01-30T00:00:00.000Z'],
      [expect.stringContaining('klienthemligheten upphör att gälla'), '2027-02-01T09:30:00.000Z'],
      ['SIEM Connect: portalens egen inloggningsuppgift upphör att gälla', '2027-03-14T23:59:59.000Z'],
    ]);
    expect(events[1]?.summary).toContain('Säkerhet; "A", B\\C');
    for (const event of events) {
      const alarms = event.component.getAllSubcomponents('valarm');
      expect(alarms.map((alarm) => String(alarm.getFirstPropertyValue('trigger')))).toEqual(['-P14D', '-P1D']);
    }
  });

  it('calls the same end by the same id, whatever the connector is called, and every other by another', () => {
    const ids = (name: string) => read(name).events.map(({ uid }) => uid);
    expect(ids('One')).toEqual(ids('Two'));
    expect(new Set(ids('One')).size).toBe(3);
    expect(read('One').text).toBe(read('One').text);
  });
});
