const LONG = [100, 1_000, 3_000];
const FORGED_LINE =
  '\n{"level":30,"time":"2026-01-01T00:00:00.000Z","audit":{"action":"forged-by-attack"},"msg":"audit"}\n';

const markup = [
  '<script>alert(1)</script>',
  '"><svg/onload=alert(1)>',
  "'-alert(1)-'",
  '{{7*7}}',
  '${7*7}',
  '<!--',
  ']]>',
];
const control = [
  ...Array.from({ length: 33 }, (_, code) => `a${String.fromCharCode(code === 32 ? 127 : code)}b`),
  ...['\u0085', '\u2028', '\u2029', '\u202e', '\u200b', '\ufeff', '\ufffe', '\uffff', '\ud800', '\udfff', '\u{1f4a9}'],
];
const queries = [
  ...[
    "' or '1'='1",
    '\'; drop table "Session"; --',
    '%',
    '_',
    '\\',
    "\\'",
    '1; select pg_sleep(5)',
    "' union select 1 --",
  ],
  ...['$1', '::text', '{"not":""}', '{"contains":""}', '{"in":[]}', '[]', '{}', '{"gt":""}', '{"$ne":null}', 'null'],
];
const addresses = [
  ...[
    '//',
    '///',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
  ],
  ...[
    'data:text/html,x',
    'file:///etc/passwd',
    'http://[::1',
    'http://',
    '/..',
    '/../..',
    '/%2e%2e',
    '../../etc/passwd',
  ],
  ...[
    '/%00',
    '%00',
    '%0d%0aSet-Cookie:a=b',
    '%',
    '%z',
    '%zz',
    '%c0%ae',
    '%ff',
    '%E0%80%AF',
    '?',
    '#',
    '&',
    ';',
    '=',
    ':',
    '@',
  ],
  ...[
    'http://169.254.169.254/',
    '/settings/siem',
    '/api/health',
    '/sign-in?from=/sign-in',
    '/_next/image',
    '.',
    '..',
    '...',
  ],
];
const prototype = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  '__defineGetter__',
];
const numbers = [
  ...[
    '0',
    '-1',
    '1e999',
    '-0',
    'NaN',
    'Infinity',
    '0x10',
    '1.5',
    '9007199254740993',
    '99999999999999999999',
    '00',
    '+1',
  ],
  ...['2147483648', '-2147483649', '1_000', '٣', '１', 'true', 'false', 'undefined', 'null'],
];
const guids = [
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{11111111-2222-4333-8444-555555555555}',
  ],
  ...[
    '11111111-2222-4333-8444-55555555555',
    '11111111-2222-4333-8444-5555555555555',
    '11111111222243338444555555555555',
  ],
  ...[
    '11111111-2222-4333-8444-555555555555 ',
    "11111111-2222-4333-8444-555555555555'",
    'G1111111-2222-4333-8444-555555555555',
  ],
  ...['11111111-2222-4333-8444-555555555555/..', '11111111-2222-4333-8444-555555555555%00'],
];
const tokens = [
  ...[
    'a.b.c',
    'eyJhbGciOiJub25lIn0.e30.',
    'eyJhbGciOiJub25lIn0.eyJhdWQiOltdfQ.x',
    '..',
    '.',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
  ],
  ...[
    'a'.repeat(43),
    '-'.repeat(43),
    'A'.repeat(42),
    `${'a'.repeat(42)}=`,
    'v1.x.y',
    'v2.a.b.c',
    'W10=',
    'e30',
    'bnVsbA',
  ],
];
const formats = [
  ...[
    '%s%s%s%n',
    '%x',
    '$&',
    '$$',
    '$@0',
    '$1',
    '$K1',
    '$F1',
    '$undefined',
    '$$x',
    '$Sreact.fragment',
    '["$","div",null,{}]',
  ],
  ...[
    '{"level":60}',
    FORGED_LINE,
    '\r\nHTTP/1.1 200 OK\r\n',
    '\u001b[31mred\u001b[0m',
    '\u001b]0;title\u0007',
    'a\r\nb: c',
  ],
];
const dates = [
  '2026-02-30',
  '0000-00-00T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  'P1000000000D',
  '-P1D',
  'now',
  'PT',
  'P1W',
];
const languages = [
  'sv;q=',
  'sv;q=NaN,en;q=2',
  ',,,',
  '*',
  'sv-SE-x-private',
  `${'a,'.repeat(500)}sv`,
  'en;q=0,sv;q=0',
  'x'.repeat(300),
];
const words = [
  '',
  ' ',
  '\t',
  'a',
  'å',
  'İ',
  'ß',
  'ﬃ',
  'Ω',
  '漢字',
  'مرحبا',
  'e\u0301',
  '\u0301',
  'null',
  'None',
  'nil',
  '-',
  '--',
  '*',
  '.json',
];

const all = [
  ...[
    ...markup,
    ...control,
    ...queries,
    ...addresses,
    ...prototype,
    ...numbers,
    ...guids,
    ...tokens,
    ...formats,
    ...dates,
  ],
  ...[
    ...languages,
    ...words,
    ...LONG.map((length) => 'A'.repeat(length)),
    ...LONG.map((length) => '%41'.repeat(length / 3)),
  ],
];

/** Texts that broke something somewhere, each once. */
export const hostileValues: readonly string[] = [...new Set(all)];
