import { spawn } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const preflight = JSON.stringify(pathToFileURL(path.resolve('scripts/preflight.mjs')).href);

/** Runs a call of the module in a process of its own, as the commands do. */
function run(call: string, env: Readonly<Record<string, string>> = {}) {
  const script = `const preflight = await import(${preflight}); ${call}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, ...env } });
  const said = { out: '', error: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.error += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

const refusal = (sentence: string) => ({ code: 1, out: '', error: `${sentence}\n` });
const fine = { code: 0, out: '', error: '' };

describe('readPort', () => {
  it.each(['http', '0', '65536', '80.5'])('refuses %s', async (given) => {
    const sentence = `PORT must be a port number between 1 and 65535; it is "${given}".`;
    expect(await run(`preflight.readPort('PORT', 3000)`, { PORT: given })).toEqual(refusal(sentence));
  });

  it('takes what is given, or the usual one', async () => {
    const call = `console.log(preflight.readPort('PORT', 3000))`;
    expect(await run(call, { PORT: '65535' })).toEqual({ ...fine, out: '65535\n' });
    expect(await run(call, { PORT: '' })).toEqual({ ...fine, out: '3000\n' });
  });
});

describe('requireFreePort', () => {
  const require = (port: number) => run(`await preflight.requireFreePort(${port}, 'PORT')`);

  it('refuses a port in use, and says how to move', async () => {
    const server = net.createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const sentence = `Port ${port} is in use. Stop what uses it, or choose another with PORT=<port>.`;
    expect(await require(port)).toEqual(refusal(sentence));
    await new Promise((resolve) => server.close(resolve));
    expect(await require(port)).toEqual(fine);
  });
});

describe('requireDifferentPorts', () => {
  it('refuses one port for two programs', async () => {
    const sentence = 'PORT and TENANT_PORT are both 4100. Choose another port for one of them.';
    const ports = (port: number) => `preflight.requireDifferentPorts({ PORT: ${port}, TENANT_PORT: 4100 })`;
    expect(await run(ports(4100))).toEqual(refusal(sentence));
    expect(await run(ports(3000))).toEqual(fine);
  });
});

describe('requireDataDirectory', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-preflight-'));

  it('refuses a folder that cannot be made', async () => {
    // Below a file there is no folder, for root either.
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const wanted = path.join(file, 'data');
    const sentence = `The data folder ${wanted} cannot be written. Make it writable, or choose another with DATA_DIR=<folder>.`;
    expect(await run('preflight.requireDataDirectory()', { DATA_DIR: wanted })).toEqual(refusal(sentence));
  });

  it('makes one that nobody else can read', async () => {
    const wanted = path.join(folder, 'new', 'data');
    const call = 'console.log(preflight.requireDataDirectory())';
    expect(await run(call, { DATA_DIR: wanted })).toEqual({ ...fine, out: `${wanted}\n` });
    expect(statSync(wanted).mode & 0o777).toBe(0o700);
  });
});
