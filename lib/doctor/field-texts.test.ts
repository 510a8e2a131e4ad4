import { describe, expect, it, test } from 'vitest';
import english from '@/messages/en/doctor.json';
import swedish from '@/messages/sv/doctor.json';
import { examineText, type Finding } from './examine-text';
import fieldCases from './testing/field-cases.json';
import { logIdioms, roadIdioms, statuses } from './testing/log-idioms';

const first = (text: string) => examineText(text).findings[0]?.id;

function remedyOf({ id, facts }: Finding, words: typeof english): string {
  const { cause, fix } = words.findings[id];
  return [cause, fix, ...facts.map(({ kind, value }) => words.facts[kind].replace('{value}', value))].join(' ');
}

describe('texts that people pasted', () => {
  it.each(fieldCases)('$id is told first for what it is: $first', ({ text, first: wanted, words }) => {
    const [finding] = examineText(text).findings;
    if (!finding) throw new Error('nothing found');
    expect(finding.id).toBe(wanted);
    const said = remedyOf(finding, english).toLowerCase();
    for (const word of words) expect(said).toContain(word.toLowerCase());
    expect(remedyOf(finding, swedish)).toMatch(/\.$/);
  });

  it('says nothing about what it is not', () => {
    for (const [text, ids] of notSaid) {
      const said = examineText(text).findings.map(({ id }) => id);
      for (const id of ids) expect(said, text).not.toContain(id);
    }
  });
});

const caseText = (id: string) => fieldCases.find((one) => one.id === id)?.text ?? '';
const notSaid: readonly (readonly [string, readonly string[]])[] = [
  [caseText('D32'), ['unreachable', 'timedOut']],
  [caseText('D07'), ['http401']],
  [caseText('D20'), ['http404']],
  [caseText('D01'), ['http403']],
  [caseText('D02b'), ['wazuhConfiguration']],
];

const sweep = statuses.flatMap(({ status, reason, finding }) =>
  logIdioms.map(({ product, line }) => ({ product, status, finding, text: line(status, reason) })),
);

test('the status of a refusal is read from the log of every product', () => {
  const wrong = sweep.flatMap(({ product, status, finding, text }) => {
    const found = first(text);
    const isRight = found === finding || (finding === 'http429' && found === 'TooManyRequests');
    return isRight ? [] : [`${product}, ${status}: ${found ?? 'nothing'}`];
  });
  expect(wrong).toEqual([]);
});

test.each(Object.entries(roadIdioms))('%s is told from what clients write on the way', (finding, lines) => {
  expect(lines.map((line) => [line, first(line)])).toEqual(lines.map((line) => [line, finding]));
});

test.each([
  '401 alerts were read, 403 of them new, and 500 events sent.',
  'timeoutSeconds=60 readTimeout=30 configured',
  'ReadTimeout: 30',
  'connectTimeout: 5000',
  'proxyConnectTimeout = 5',
  '"title":"Suspicious access_denied burst","status":"resolved"',
  'received 503 KB',
  'status: ok, got 404 alerts in 500 ms',
  'HTTP/1.1 200 OK, content-length: 403',
  'returned 429 rows',
  'alert 404 has been resolved',
  'port 4030 opened, code 4015',
  'received 500 events from graph.microsoft.com',
  '"GET /api/alerts HTTP/1.1" 200 403',
  'https://graph.microsoft.com/v1.0/security/alerts_v2?$top=500 -> 200',
  'https://siem.contoso.example/v1.0/security/alerts',
  'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token -> 200',
  'https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-0000000000bb/oauth2/v2.0/token and https://api-gcc.securitycenter.microsoft.us/api/alerts',
])('a line without an error finds none: %s', (line) => {
  expect(examineText(line).findings).toEqual([]);
});

test.each([
  ['https://graph.microsoft.com/v1.0/security/alerts?$top=5 404', 'retiredGraphAlerts'],
  ['GET https://graph.microsoft.us/beta/security/alerts -> 410', 'retiredGraphAlerts'],
  ['GET https://api.securitycenter.microsoft.com//api/alerts 404 Not Found', 'doubledSlash'],
  ['https://graph.microsoft.com/v1.0/v1.0/security/alerts_v2: 400 Bad Request', 'doubledPath'],
  ['POST https://login.microsoftonline.com/t.example/oauth2/v2.0/token/oauth2/v2.0/token 404', 'doubledPath'],
  ['GET https://api.securitycenter.microsoft.com/api/alertsapi/alerts 404', 'doubledPath'],
  ['POST https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token returned 400', 'tenantPlaceholder'],
  ['POST https://login.microsoftonline.com//oauth2/v2.0/token 404', 'tenantPlaceholder'],
  ['POST https://login.microsoftonline.com/oauth2/v2.0/token 404', 'tenantPlaceholder'],
  ['GET https://graph.microsoft.com/https://graph.microsoft.com/v1.0/security/alerts_v2 400', 'doubledPath'],
  ['POST https://login.microsoftonline.com/{tenant-id}/oauth2/token failed', 'tenantPlaceholder'],
  ['POST https://login.microsoftonline.com/common/oauth2/v2.0/token 400', 'tenantPlaceholder'],
  [
    'token_url https://login.microsoftonline.com/t.example/oauth2/v2.0/token url https://graph.microsoft.us/v1.0/security/alerts_v2 401',
    'mixedClouds',
  ],
  [
    'scope=https://graph.microsoft.com/.default GET https://api.securitycenter.microsoft.com/api/alerts 403 Forbidden',
    'wrongScope',
  ],
  [
    'resource: https://management.azure.com/ then https://graph.microsoft.com/v1.0/security/alerts_v2 status 401',
    'wrongScope',
  ],
  ['GET https://wdatp-alertexporter-us.windows.com/api/alerts failed: 404', 'retiredSiemApi'],
])('the address in the line tells: %s', (line, id) => {
  expect(first(line)).toBe(id);
});

test('what the text names goes into the remedy, and no secret does', () => {
  const text =
    "client_secret=abc~DEF-123 AADSTS700016: Application with identifier '0a1b2c3d-0000-4000-8000-0000000000aa' was not found in the directory 'Contoso'.";
  expect(examineText(text).findings[0]?.facts).toEqual([
    { kind: 'application', value: '0a1b2c3d-0000-4000-8000-0000000000aa' },
    { kind: 'tenant', value: 'Contoso' },
  ]);
  expect(JSON.stringify(examineText(text))).not.toContain('abc~DEF-123');
});
