import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test as base } from '../fixtures';
import { type Program, program } from '../support/program';
import { portalEnvironment, startServers } from '../support/servers';

const BWRAP = '/usr/bin/bwrap';
const node = path.dirname(realpathSync(process.execPath));

/** A machine that has this tree, Node.js and the C library, all of it read-only, and an account without rights. */
function sandbox(tree: string, data: string): readonly string[] {
  const links = ['/lib', '/lib64', '/bin'].flatMap((name) => {
    const isLink = existsSync(name) && realpathSync(name) !== name;
    return isLink ? ['--symlink', readlinkSync(name), name] : existsSync(name) ? ['--ro-bind', name, name] : [];
  });
  return [
    ...['--unshare-all', '--share-net', '--uid', '1000', '--gid', '1000', '--die-with-parent'],
    ...['--ro-bind', '/usr', '/usr', ...links, '--ro-bind', '/etc', '/etc', '--proc', '/proc', '--dev', '/dev'],
    ...['--tmpfs', '/tmp', '--ro-bind', node, '/node', '--ro-bind', tree, '/app', '--bind', data, data],
    ...['--chdir', '/app'],
  ];
}

/** Whether this machine lets it make one: containers often do not. */
const hasSandbox =
  existsSync(BWRAP) && spawnSync(BWRAP, ['--unshare-all', '--ro-bind', '/', '/', '/bin/true']).status === 0;

/** A sandbox hands no signal on, and kills what is in it when it ends: the portal is told itself, and closes its database. */
function stoppedInside(portal: Program, tree: string): Program {
  return {
    ...portal,
    async stop(signal) {
      for (const pid of processesInside(tree)) process.kill(pid, 'SIGTERM');
      const deadline = Date.now() + 30_000;
      while (portal.running() && Date.now() < deadline) await setTimeout(50);
      await portal.stop(signal);
    },
  };
}

function processesInside(tree: string): readonly number[] {
  const { stdout } = spawnSync('ps', ['-ww', '-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const all = [...stdout.matchAll(/^ *(\d+) +(\d+) (.*)$/gm)];
  const sandboxes = all.filter(([, , , args = '']) => args.startsWith(BWRAP) && args.includes(tree));
  const parents = sandboxes.map(([, pid]) => pid);
  return all
    .filter(([, , parent, args]) => parents.includes(parent) && args?.startsWith('/node/node'))
    .map(([, pid]) => Number(pid));
}

const test = base.extend<object, { readonly tree: string }>({
  tree: [
    async ({}, provide) => {
      // Away from this repository: no package of it is found by accident.
      const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-tree-'));
      const tree = path.join(folder, 'portal');
      const made = spawnSync(process.execPath, ['scripts/standalone.mjs', tree], { encoding: 'utf8' });
      if (made.status !== 0) throw new Error(made.stdout + made.stderr);
      await provide(tree);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  servers: [
    async ({ tree }, provide, { workerIndex }) => {
      const servers = await startServers(`standalone-${workerIndex}`, {}, (plan) => {
        const main = ['server/main.mjs', 'start'];
        const data = path.resolve(plan.folder, 'data');
        const portal = program({
          log: path.join(plan.folder, 'portal.log'),
          ...(hasSandbox
            ? { file: BWRAP, args: [...sandbox(tree, data), '/node/node', ...main] }
            : { args: main, directory: tree }),
          env: () => ({ ...portalEnvironment(plan), DATA_DIR: data }),
          address: `http://127.0.0.1:${plan.port}/api/health`,
        });
        return hasSandbox ? stoppedInside(portal, tree) : portal;
      });
      // This portal has nothing of the tests in it, and forgets nothing for them.
      await provide({ ...servers, forgetConnectors: () => Promise.resolve() });
      await servers.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test.skip(!existsSync('.next/standalone'), 'the build was made without SIEM_CONNECT_OUTPUT=standalone');

test('the tree of production serves the main road alone, read-only and without rights', async ({
  page,
  tree,
  signIn,
  siem,
  people,
}, { annotations }) => {
  if (!hasSandbox) annotations.push({ type: 'not tried', description: 'no sandbox could be made on this machine' });
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'In production' }, people.securityAppAdmin);
  await expect(siem.details()).toBeVisible();
  await page.goto('/settings/about');
  await expect(page.getByText(/^SIEM Connect \d/)).toBeVisible();

  const files = readdirSync(tree, { recursive: true, withFileTypes: true });
  const packages = files.map(({ parentPath }) => path.relative(tree, parentPath).split(path.sep).join('/'));
  const foreign =
    /node_modules\/(@siem-connect|hono|selfsigned|vitest|playwright|prisma|typescript|tsx|esbuild|tailwindcss)(\/|$)/;
  expect(packages.filter((name) => foreign.test(name))).toEqual([]);
  expect(readdirSync(tree).sort()).toEqual([
    '.next',
    'LICENSE',
    'node_modules',
    'package.json',
    'prisma',
    'public',
    'server',
  ]);
});
