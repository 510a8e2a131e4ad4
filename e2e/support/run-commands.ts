import { spawn } from 'node:child_process';

export type CommandRun = {
  /** Lines that a person would paste, in order. */
  readonly commands: readonly string[];
  /** What is typed at the first question. */
  readonly typed: string;
  /** File of the certificate that curl trusts. */
  readonly certificate: string;
};

/** Runs commands in one shell, as they stand, and gives what they print and what they complain of. */
export async function runCommands({ commands, typed, certificate }: CommandRun) {
  const env = { ...process.env, CURL_CA_BUNDLE: certificate, no_proxy: '127.0.0.1,localhost' };
  const shell = spawn('sh', ['-c', commands.join('\n')], { env });
  shell.stdin.end(`${typed}\n`);
  let printed = '';
  shell.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  let complaints = '';
  shell.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  await new Promise((resolve) => shell.on('close', resolve));
  return { printed, complaints };
}
