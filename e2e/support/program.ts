import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';

/** A server of the product, as its own process: it can be stopped, killed and started again. */
export type Program = {
  readonly start: () => Promise<void>;
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  readonly running: () => boolean;
};

export type ProgramPlan = {
  /** Arguments of Node, or of what runs Node. */
  readonly args: readonly string[];
  /** What is started; Node unless told otherwise. */
  readonly file?: string;
  /** Where it is started; here unless told otherwise. */
  readonly directory?: string;
  readonly env: () => Readonly<Record<string, string>>;
  readonly log: string;
  /** Answers with success when the program serves. */
  readonly address: string;
  /** A file that it writes when everything listens. */
  readonly announces?: string;
};

const START_WITHIN_MS = 60_000;

export function program({ args, env, log, address, announces, ...plan }: ProgramPlan): Program {
  let child: ChildProcess | undefined;
  return {
    async start() {
      const options = { stdio: 'pipe', cwd: plan.directory, env: { ...process.env, ...env() } } as const;
      const started = spawn(plan.file ?? process.execPath, [...args], options);
      child = started;
      const file = createWriteStream(log, { flags: 'a' });
      // A run that breaks off leaves nothing running.
      const leaveNothing = () => started.kill('SIGKILL');
      process.once('exit', leaveNothing);
      started.stdout.pipe(file, { end: false });
      started.stderr.pipe(file, { end: false });
      started.once('close', () => {
        process.off('exit', leaveNothing);
        file.end();
      });
      await until(async () => (!announces || existsSync(announces)) && answers(address), started);
    },
    async stop(signal = 'SIGTERM') {
      const running = child;
      child = undefined;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill(signal);
      await ended;
    },
    running: () => child?.exitCode === null && child.signalCode === null,
  };
}

async function until(ready: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${child.spawnargs.join(' ')} did not start`);
}

function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  );
}
