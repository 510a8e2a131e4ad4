import { describe, expect, it } from 'vitest';
import { locales } from '@/lib/locale/locale';
import { connectorFaults } from '@/lib/connector/connector-evidence';
import { type NewNotice, noticeKinds } from './notice';
import { noticeText } from './notice-text';

const now = new Date('2026-12-01T06:00:00Z');

function sample(change: Partial<NewNotice>): NewNotice {
  return {
    ...{ subject: 's', threshold: 'left10', urgency: 2, kind: 'secretEnds', severity: 'warning', connectorId: 'c' },
    ...{ about: 'ArcSight <b>{production}</b>', dueAt: new Date('2026-11-20T00:00:00Z'), late: false },
    facts: { endsAt: '2026-12-12T12:00:00.000Z', percent: 7 },
    ...change,
  };
}

describe('noticeText', () => {
  it('says what ends when, in the reader’s language, with the name as it is', () => {
    expect(noticeText('en', sample({}), now)).toEqual({
      title: 'ArcSight <b>{production}</b>: 12 days left',
      text: 'The client secret expires on 12 December 2026. 7 % of its time is left.',
    });
    expect(noticeText('sv', sample({ late: true }), now)).toEqual({
      title: 'ArcSight <b>{production}</b>: 12 dagar kvar',
      text: 'Klienthemligheten upphör att gälla den 12 december 2026. 7 % av tiden är kvar. Meddelas sent: det skulle ha skett den 20 november 2026.',
    });
  });

  it.each(locales)('has words for every kind, threshold and fault in %s', (locale) => {
    for (const kind of noticeKinds) {
      for (const threshold of ['left10', 'ended']) {
        for (const fault of connectorFaults) {
          const facts = { fault, what: 'certificate', at: now.toISOString(), upn: 'pat', count: 2 } as const;
          const { title, text } = noticeText(locale, sample({ kind, threshold, facts }), now);
          expect(`${title} ${text}`).not.toMatch(/notices[.]|kinds[.]|faults[.]|undefined/);
        }
      }
    }
  });
});
