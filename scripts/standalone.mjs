// npm run standalone [-- FOLDER]: what runs in production and nothing else, from a build that was made with
// SIEM_CONNECT_OUTPUT=standalone: the portal, the files of packages
// that it reaches, and migrations. Node.js starts it with: node server/main.mjs start
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { refuse, say } from './preflight.mjs';

const TRACED = '.next/standalone';
const folder = path.resolve(process.argv[2] ?? 'standalone');
if (!existsSync(path.join(TRACED, '.next/BUILD_ID'))) {
  refuse('There is no build for it yet. Run: SIEM_CONNECT_OUTPUT=standalone npm run build');
}
if (existsSync(folder) && !existsSync(path.join(folder, 'server/main.mjs'))) refuse(`${folder} holds something else.`);

// What else was taken for the portal's may be somebody's data.
for (const other of readdirSync(TRACED)) {
  if (!['.next', 'node_modules'].includes(other)) rmSync(path.join(TRACED, other), { recursive: true });
}
rmSync(folder, { recursive: true, force: true });
// Next's own server has no door and is left out; pictures are made nowhere.
const NOT_NEEDED = /[/]node_modules[/](?:@img|sharp)(?:[/]|$)/;
for (const part of ['.next', 'node_modules']) {
  const filter = (/** @type {string} */ file) => !NOT_NEEDED.test(file.split(path.sep).join('/'));
  cpSync(path.join(TRACED, part), path.join(folder, part), { recursive: true, verbatimSymlinks: true, filter });
}
for (const part of ['server', 'public', 'prisma/migrations', 'LICENSE', '.next/static']) {
  cpSync(part, path.join(folder, part), { recursive: true });
}
/** @type {{ name: string, version: string, license: string, engines: { node: string } }} */
const { name, version, license, engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const described = { name, version, license, private: true, type: 'module', engines: { node: engines.node } };
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
say(`SIEM Connect ${version} is in ${folder}. Start it there with: node server/main.mjs start`);
