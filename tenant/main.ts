import { readEnvironment } from './environment';
import { startMessage } from './start-message';
import { startTenant } from './start-tenant';

const environment = readEnvironment();
if (!environment.ok) fail(environment.error);

const started = await startTenant(environment.value);
if (!started.ok) fail(started.error);

process.stdout.write(startMessage(environment.value, started.value));

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void started.value.stop().then(() => process.exit(0));
  });
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
