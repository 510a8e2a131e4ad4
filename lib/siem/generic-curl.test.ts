import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { ConnectorDetails } from './connector-details';
import { alertsCommand, tokenCommand } from './generic-curl';
import { hostileCharacters } from './testing/hostile-characters';
import { sampleConnector } from './testing/sample-connector';

const hasShell = spawnSync('sh', ['-c', 'exit 0']).status === 0;
const hasCurl = hasShell && spawnSync('curl', ['--version']).status === 0;

const token = 'eyJ0eXAi.EXAMPLE-not_a.real~token+/=';
const granted = JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: token });
const refused = JSON.stringify({ error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.' });

const folder = mkdtempSync(path.join(tmpdir(), 'generic-curl-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command in a real shell whose curl writes down its arguments and input, and answers as told. */
function runWithFakeCurl(command: string, { answer, input }: { readonly answer: string; readonly input: string }) {
  const script = [
    'curl() { printf "%s\\0" "$@" > arguments; cat > input; printf %s "$ANSWER_OF_CURL"; }',
    command,
    'printf "\\nACCESS_TOKEN is <%s>, ANSWER is <%s>" "$ACCESS_TOKEN" "$ANSWER"',
  ].join('\n');
  const env = { ...process.env, ANSWER_OF_CURL: answer, ACCESS_TOKEN: token };
  const { stdout, status } = spawnSync('sh', ['-c', script], { cwd: folder, env, input, encoding: 'utf8' });
  expect(status).toBe(0);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  return { stdout, words: read('arguments').split('\0').slice(0, -1), input: read('input') };
}

const hostile = fc
  .array(fc.constantFrom(...hostileCharacters), { maxLength: 20 })
  .map((characters) => characters.join(''));

describe.skipIf(!hasShell)('the token command in a real shell (needs sh)', () => {
  test('passes on every value exactly, the secret through a pipe', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (value, url, secret) => {
        const connector: ConnectorDetails = { ...sampleConnector(), clientId: value, scope: value, tokenUrl: url };
        const run = runWithFakeCurl(tokenCommand(connector), {
          answer: granted,
          input: `${secret}\nnot of the secret\n`,
        });
        expect(run.words).toEqual([
          ...['--silent', '--show-error', '--globoff', '--url', url],
          ...['--data-urlencode', 'grant_type=client_credentials', '--data-urlencode', `client_id=${value}`],
          ...['--data-urlencode', `scope=${value}`, '--data-urlencode', 'client_secret@-'],
        ]);
        expect(run.input).toBe(secret);
      }),
      { numRuns: 40 },
    );
  });

  test('puts the token into a variable and prints none of it', () => {
    const { stdout } = runWithFakeCurl(tokenCommand(sampleConnector()), { answer: granted, input: 'secret\n' });
    expect(stdout).toBe(`Token received.\n\nACCESS_TOKEN is <${token}>, ANSWER is <>`);
  });

  test('hands the token to no later command, though a variable of its name was exported before', () => {
    const command = `${tokenCommand(sampleConnector())}\nsh -c 'echo "<$ACCESS_TOKEN>"'`;
    const { stdout } = runWithFakeCurl(command, { answer: granted, input: 'secret\n' });
    expect(stdout).toContain('\n<>\n');
  });

  test('prints a refusal and keeps no token', () => {
    const { stdout } = runWithFakeCurl(tokenCommand(sampleConnector()), { answer: refused, input: 'secret\n' });
    expect(stdout).toBe(`${refused}\n\nACCESS_TOKEN is <>, ANSWER is <>`);
  });
});

describe.skipIf(!hasShell)('the alerts command in a real shell (needs sh)', () => {
  test('passes on the address exactly, the token through a pipe', () => {
    fc.assert(
      fc.property(hostile, (apiUrl) => {
        const run = runWithFakeCurl(alertsCommand({ ...sampleConnector(), apiUrl }), { answer: '{}', input: '' });
        expect(run.words).toEqual([
          ...['--silent', '--show-error', '--globoff', '--get', '--url', apiUrl, '--header', '@-'],
          ...['--data-urlencode', '$top=5', '--data-urlencode', '$expand=evidence'],
          ...['--write-out', ' HTTP status %{http_code}'],
        ]);
        expect(run.input).toBe(`Authorization: Bearer ${token}\n`);
      }),
      { numRuns: 40 },
    );
  });

  test('asks the Detections API with its own parameters', () => {
    const run = runWithFakeCurl(alertsCommand(sampleConnector('detections')), { answer: '[]', input: '' });
    expect(run.words).toEqual([
      ...['--silent', '--show-error', '--globoff', '--get', '--url', 'https://siem.contoso.example/api/alerts'],
      ...['--header', '@-', '--data-urlencode', 'limit=5', '--data-urlencode', 'ago=P30D'],
      ...['--write-out', ' HTTP status %{http_code}'],
    ]);
  });

  test('asks Microsoft Graph for the names of newer sources', () => {
    const run = runWithFakeCurl(alertsCommand(sampleConnector('graph-alerts')), { answer: '{}', input: '' });
    expect(run.words).toContain('Prefer: include-unknown-enum-members');
    expect(run.words).not.toContain('$expand=evidence');
  });
});

test.skipIf(!hasCurl)('the real curl sends both requests as they are meant (needs curl)', async () => {
  const requests: { url: string; authorization: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization, body });
      response.end(request.method === 'POST' ? granted : '{"value":[]}');
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
  });
  const base = `http://127.0.0.1:${port}`;
  const connector = {
    ...sampleConnector(),
    clientId: "a'b&c=d %$@",
    tokenUrl: `${base}/token`,
    apiUrl: `${base}/alerts`,
  };
  const secret = '@x~ "q" \\ å=&+%';
  const stdout = await runForReal(`${tokenCommand(connector)}\n${alertsCommand(connector)}`, `${secret}\n`);
  server.close();

  expect(stdout).toBe('Token received.\n{"value":[]} HTTP status 200\n');
  expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: connector.clientId,
    scope: connector.scope,
    client_secret: secret,
  });
  expect(requests[1]).toEqual({ url: '/alerts?$top=5&$expand=evidence', authorization: `Bearer ${token}`, body: '' });
});

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

async function runForReal(script: string, input: string): Promise<string> {
  const shell = spawn('sh', ['-c', script], { env: { ...process.env, no_proxy: '127.0.0.1' } });
  shell.stdin.end(input);
  let stdout = '';
  shell.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  await new Promise((resolve) => shell.on('close', resolve));
  return stdout;
}
