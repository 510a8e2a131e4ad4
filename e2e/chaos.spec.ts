import { expect, test } from '@playwright/test';
import { runChaos } from './chaos/chaos-run';
import { deleteRow } from './support/forget-connector';
import { startServers } from './support/servers';

/** The long run is `npm run chaos`; this one is as long as a test may be. */
const KILLS = 6;
const SEED = 21;

test(`${KILLS} kills at any moment lose nothing, seed ${SEED}`, async ({}, testInfo) => {
  // Each kill starts the portal anew, which takes a busy machine a while.
  test.setTimeout(360_000);
  const servers = await startServers(`chaos-${testInfo.workerIndex}`);
  const said: string[] = [];
  const { kills, losses } = await runChaos(servers, {
    ...{ seed: SEED, kills: KILLS, say: (line) => said.push(line) },
    forgetRow: (value) => deleteRow(servers.folder, { column: 'id', value }),
  });
  await servers.stop();
  expect(losses, said.join('\n')).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(KILLS);
});
