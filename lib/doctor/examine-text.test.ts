import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import english from '@/messages/en/doctor.json';
import swedish from '@/messages/sv/doctor.json';
import { examineText } from './examine-text';
import { findingIds, type FindingId } from './finding-id';
import { signInCodes } from './sign-in-code';
import { logLines, silentLines } from './testing/log-lines';

const idsIn = (text: string) => examineText(text).findings.map(({ id }) => id);

describe('examineText', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'The collector started and everything is fine. 401 alerts were read, 403 of them new.'],
    ['an id that looks like a code', 'device 7000215 sent 50011 events'],
    ['another product’s error', 'ERROR: disk quota reached on /var'],
  ])('finds no error in %s', (_, text) => {
    expect(idsIn(text)).toEqual([]);
  });

  it.each(signInCodes)('finds %s in what msal, Entra ID and a SIEM write', (code) => {
    const number = code.slice('AADSTS'.length);
    for (const line of [
      `2026-11-22T10:00:00Z ERROR [poll] {"error":"x","error_description":"${code}: Some text. Trace ID: 1"}`,
      `ServerError: ${number} - [${code.toLowerCase()}: text]: - Correlation ID`,
      `{"error":"x","error_codes":[${number}],"timestamp":"2026-11-22 10:00:00Z"}`,
      code,
    ]) {
      expect(idsIn(line)[0], line).toBe(code);
    }
  });

  it.each(Object.entries(logLines))('finds %s first in a line of a log', (id, line) => {
    expect(idsIn(line)[0]).toBe(id);
  });

  it.each(Object.entries(silentLines))('does not speak of %s where nothing of it is said', (id, line) => {
    expect(idsIn(line)).not.toContain(id);
  });

  it('knows a realistic line, and one to be silent at, for every error that is no sign-in code', () => {
    const others = findingIds.filter((id) => !id.startsWith('AADSTS')).toSorted();
    expect(Object.keys(logLines).toSorted()).toEqual(others);
    expect(Object.keys(silentLines).toSorted()).toEqual(others);
  });

  it.each(signInCodes)('takes no longer number and no other id for %s', (code) => {
    const number = code.slice('AADSTS'.length);
    for (const line of [`device ${number} sent events`, `${code}9: something else`, `correlation ${number}-0000`]) {
      expect(idsIn(line)).not.toContain(code);
    }
  });

  it('takes a known number for itself and not for the beginning of a longer one', () => {
    expect(idsIn('AADSTS500111: nobody knows')).toEqual(['unknownSignInCode']);
  });

  it('says the most specific first, then in the order of the text', () => {
    const line =
      'HTTP/1.1 403 Forbidden invalid_client Authorization_RequestDenied Set reauthenticate to true AADSTS999999 AADSTS7000222 AADSTS50011';
    expect(idsIn(line)).toEqual([
      ...['AADSTS7000222', 'AADSTS50011', 'reauthenticate', 'Authorization_RequestDenied'],
      ...['unknownSignInCode', 'invalid_client'],
    ]);
  });

  it('does not repeat as a message what a code has said', () => {
    const text =
      'invalid_client AADSTS7000222: The provided client secret keys for app x are expired. Visit the portal';
    expect(idsIn(text)).toEqual(['AADSTS7000222', 'invalid_client']);
  });

  it('says each error once, however often the log repeats it', () => {
    expect(idsIn('AADSTS7000215\n'.repeat(500))).toEqual(['AADSTS7000215']);
  });

  it('gives the ids that support asks for, each once', () => {
    const trace = '11111111-2222-4333-8444-555555555555';
    const correlation = 'AAAAAAAA-2222-4333-8444-555555555555';
    const text = `Trace ID: ${trace} Correlation ID: ${correlation} "request-id":"${trace}","client-request-id":"${correlation}"`;
    expect(examineText(text).requestIds).toEqual([
      { kind: 'trace', id: trace },
      { kind: 'correlation', id: correlation.toLowerCase() },
    ]);
  });

  it('breaks on no text, and repeats nothing of it but what told the error', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .array(
          fc.constantFrom(
            'AADSTS',
            '7000215',
            '"error_codes":[',
            ']',
            ',',
            ' ',
            '\u0000',
            '401',
            'error',
            ':',
            '"',
            '-',
            'pop-up',
            'Trace ID: ',
          ),
          { maxLength: 60 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { findings } = examineText(text);
        expect(new Set(findings.map(({ id, match }) => `${id} ${match}`)).size).toBe(findings.length);
        for (const { id, match } of findings) {
          expect(findingIds).toContain(id);
          expect(match.length).toBeLessThan(120);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a secret beside the error out of what it says', () => {
    const said = JSON.stringify(
      examineText('client_secret=abc~DEF-123 AADSTS7000215 invalid_client, HTTP/1.1 401 abc~DEF-123'),
    );
    expect(said).not.toContain('abc~DEF-123');
  });

  it('reads a text of any length', () => {
    expect(idsIn(`AADSTS50011 ${'error '.repeat(1_000_000)}`)).toEqual(['AADSTS50011']);
  });
});

describe('the words', () => {
  it.each([
    ['English', english.findings],
    ['Swedish', swedish.findings],
  ] as const)('are there in %s for every error, and for no other', (_, findings) => {
    const words: Readonly<Record<FindingId, { readonly cause: string; readonly fix: string }>> = findings;
    expect(Object.keys(words).toSorted()).toEqual(findingIds.toSorted());
    for (const id of findingIds) {
      expect(words[id].cause, id).toMatch(/\.$/);
      expect(words[id].fix, id).toMatch(/\.$/);
    }
  });
});
