import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { getProperties } from 'properties-file';
import { describe, expect, test } from 'vitest';
import type { AlertApi, SiemApi } from '../connector-details';
import { controlCharacters, hostileCharacters } from '../testing/hostile-characters';
import { defenderAnswer, graphAnswer } from '../testing/sample-alerts';
import { noSecrets, sampleConnector, savedAt } from '../testing/sample-connector';
import { arcsight } from './arcsight';
import { splitArguments } from './flexconnector-expression';
import { javaRegex } from './java-regex';

// The FlexConnector is a Java program: these tests ask Java itself, in a time zone that is not UTC.

const hasJdk = /^jdk[.]compiler/m.test(spawnSync('java', ['--list-modules'], { encoding: 'utf8' }).stdout || '');

function askJava(cases: readonly (readonly string[])[]): readonly string[] {
  const { stdout, stderr } = spawnSync('java', ['-Duser.timezone=America/New_York', 'Oracle.java'], {
    cwd: path.join(import.meta.dirname, '../testing'),
    input: cases.map((words) => words.join(' ')).join('\n'),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  expect(stdout.split('\n').length - 1, stderr).toBe(cases.length);
  return stdout.split('\n');
}

const code = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('base64');
const decode = (base64: string) => Buffer.from(base64, 'base64').swap16().toString('utf16le');
const bytes = (text: string) => Buffer.from(text, 'utf8').toString('base64');

function decodeProperties(answer: string | undefined): unknown {
  const pairs = answer?.split(',').filter(Boolean) ?? [];
  return Object.fromEntries(pairs.map((pair) => pair.split(':').map(decode)));
}

const hostile = fc
  .array(fc.constantFrom(...hostileCharacters, ...controlCharacters, '\ud800'), { maxLength: 20 })
  .map((characters) => characters.join(''));

/** The client properties of a connector that holds hostile text everywhere, as saved, and what they must say. */
const hostileFile = fc.tuple(hostile, hostile, hostile, hostile).map(([name, clientId, clientSecret, url]) => {
  const connector = { ...sampleConnector(), name, clientId, secretId: name, authorizationUrl: url, tokenUrl: clientId };
  const [file] = arcsight.files({ ...connector, delegatedScope: url }, { ...noSecrets, clientSecret }, savedAt);
  const expected = {
    client_id: clientId,
    client_secret: clientSecret,
    auth_url: url,
    token_url: clientId,
    redirect_uri: 'https://localhost:44300/wdatpconnector',
    scope: `${url} offline_access`,
  };
  return { text: file.text.replaceAll('\n', '\r\n'), expected };
});

test('the client properties of hostile connectors are read back exactly', () => {
  fc.assert(
    fc.property(hostileFile, ({ text, expected }) => {
      expect(getProperties(text)).toEqual(expected);
    }),
  );
});

describe.skipIf(!hasJdk)('java.util.Properties (needs a JDK)', () => {
  test('reads hostile connectors back exactly, as ISO 8859-1 and as UTF-8', () => {
    for (const charset of ['latin1', 'utf8']) {
      const files = fc.sample(hostileFile, 500);
      const answers = askJava(files.map(({ text }) => [charset, bytes(text)]));
      files.forEach(({ text, expected }, index) => {
        expect(decodeProperties(answers[index]), text).toEqual(expected);
      });
    }
    // Name, client ID, client secret and URL of each.
    console.info(`ArcSight, java.util.Properties: ${String(2 * 500 * 4)} hostile values tried`);
  });

  test('reads every parser as properties-file does, by which the other tests read it', () => {
    const parsers = [parserText('defender-alerts'), parserText('graph-alerts'), parserText('detections')];
    const answers = askJava(parsers.map((text) => ['latin1', bytes(text)]));
    parsers.forEach((text, index) => {
      expect(decodeProperties(answers[index])).toEqual(getProperties(text));
    });
  });

  test('reads hostile text as properties-file does, with either line end', () => {
    const files = fc.sample(hostile, 1_000).flatMap((text) => [`a=1\n${text}\nz=2`, `a=1\r\n${text}\r\nz=2`]);
    // Java throws at a code that is none, and UTF-8 has no half of a pair.
    const legal = files.map((text) => text.replaceAll('\ud800', '').replaceAll('\\u', '\\v'));
    // What follows a line of nothing but a backslash may be empty or a comment to the one and a key to the other.
    const alike = legal.filter((text) => !/(?:^|[\r\n])[ \t\f]*\\[\r\n]/.test(text));
    const answers = askJava(alike.map((text) => ['utf8', bytes(text)]));
    alike.forEach((text, index) => expect(decodeProperties(answers[index]), text).toEqual(getProperties(text)));
  });
});

describe.skipIf(!hasJdk)('Java’s regular expressions and dates (needs a JDK)', () => {
  test('find in the evidence what the tests’ own interpreter finds', () => {
    const cases = [
      ...evidenceRegexes('defender-alerts').map((regex) => ({ regex, evidence: defenderAnswer.value[0]?.evidence })),
      ...evidenceRegexes('graph-alerts').map((regex) => ({ regex, evidence: graphAnswer.value[0]?.evidence })),
    ].flatMap(({ regex, evidence }) =>
      [JSON.stringify(evidence), JSON.stringify(evidence, null, 2), '[]'].map((text) => ({ regex, text })),
    );
    expect(cases).toHaveLength(3 * (6 + 10));

    const answers = askJava(cases.map(({ regex, text }) => ['group', code(regex), code(text)]));
    cases.forEach(({ regex, text }, index) => {
      const expected = javaRegex(regex, 'whole').exec(text)?.at(-1);
      expect(answers[index], regex).toBe(expected === undefined ? 'none' : code(expected));
    });
  });

  test('search a megabyte of evidence without running out of stack or time', () => {
    const text = JSON.stringify(
      Array.from({ length: 20_000 }, (_, index) => ({ entityType: 'User', accountName: index })),
    );
    const regexes = [...evidenceRegexes('defender-alerts'), ...evidenceRegexes('graph-alerts')];
    expect(askJava(regexes.map((regex) => ['group', code(regex), code(text)])).slice(0, -1)).toEqual(
      regexes.map(() => 'none'),
    );
  });

  test('read the time of an alert in UTC, whatever the machine’s time zone', () => {
    const source = getProperties(parserText('defender-alerts'))['event.deviceReceiptTime'] ?? '';
    const [, regex = '', replacement = '', pattern = ''] =
      /__replaceAll\(\w+,"(.*)","(.*)"\),"(.*)"\)$/.exec(source) ?? [];
    const times = ['48Z', '48.2Z', '48.20357Z', '48.7657932Z', '48+02:00'].map((end) => `2020-07-20T10:53:${end}`);
    const answers = askJava(times.map((time) => ['time', ...[time, regex, replacement, pattern].map(code)]));
    const expected = String(Date.UTC(2020, 6, 20, 10, 53, 48));
    expect(answers.slice(0, -1)).toEqual([expected, expected, expected, expected, 'none']);
  });
});

function parserText(api: SiemApi): string {
  return arcsight.files(sampleConnector(api), noSecrets, savedAt)[1]?.text ?? '';
}

/** The regular expressions that the parser of one API applies to the token `evidence`. */
function evidenceRegexes(api: AlertApi): readonly string[] {
  return Object.values(getProperties(parserText(api)))
    .flatMap((source) => /__regexTokenNoWarning\((evidence,"[^"]*")\)/.exec(source)?.[1] ?? [])
    .map((args) => splitArguments(args)[1]?.slice(1, -1) ?? '');
}
