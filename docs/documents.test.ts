import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditActions } from '@/lib/audit/audit';
import * as rateLimits from '@/lib/rate-limit/rate-limit-store';
import { scripts, workspaces } from '@/package.json';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The first group of every match, sorted, each once. */
function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
}

function textOf(folder: string, extension: string): string {
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith(extension));
  return names.map((name) => read(path.join(folder, name))).join('\n');
}

describe('.env.example', () => {
  const explained = found(read('.env.example'), /^(?:# )?([A-Z][A-Z0-9_]+)=/gm);
  const ofPortal = found(read('lib/env.ts'), /^ {2}([A-Z][A-Z0-9_]+): /gm);
  /** The system's own, which nobody sets for the portal. */
  const ofSystem = ['PATH'];
  const ofCommands = found(textOf('scripts', '.mjs'), /(?:process\.env\.|readPort\(')([A-Z][A-Z0-9_]+)/g);
  const ofScripts = ofCommands.filter((name) => !ofSystem.includes(name));
  /** Node itself reads it. */
  const ofNode = ['HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_ENV_PROXY', 'NO_PROXY'];

  it('explains every variable that the portal and the scripts read, and no other', () => {
    expect(ofPortal).toContain('SESSION_SECRET');
    expect(ofScripts).toContain('TENANT_PORT');
    expect(explained).toEqual([...new Set([...ofPortal, ...ofScripts, ...ofNode])].sort());
  });

  it('leaves to be filled in exactly what the portal refuses to start without', () => {
    const optional = /^ {2}([A-Z][A-Z0-9_]+): (?:(?!^ {2}[A-Z])[^])*?\.(?:optional|default)\(/gm;
    const required = ofPortal.filter((name) => !found(read('lib/env.ts'), optional).includes(name));
    expect(found(read('.env.example'), /^([A-Z][A-Z0-9_]+)=/gm)).toEqual(required);
  });
});

/** The rows of the first table that has this as its first column. */
function table(file: string, head: string): readonly string[] {
  const lines = read(file).split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} `));
  const rows = lines.slice(start + 2);
  return start < 0
    ? []
    : rows.slice(
        0,
        rows.findIndex((line) => !line.startsWith('|')),
      );
}

describe('docs/operations.md', () => {
  it('explains every kind of audit event, and no other', () => {
    const kinds = table('docs/operations.md', '`action`').map((row) => row.split('|')[1] ?? '');
    expect(found(kinds.join(), /`([a-z-]+)`/g)).toEqual([...auditActions].sort());
  });

  it('has every rate limit with its numbers', () => {
    const limits = Object.values(rateLimits).filter((limit) => typeof limit === 'object');
    const told = table('docs/operations.md', 'What').map((row) => row.split('|')[2]?.trim());
    expect(told.sort()).toEqual(limits.map(({ points, seconds }) => `${points} in ${seconds / 60} minutes`).sort());
  });
});

describe('README.md', () => {
  it('walks through every folder, and no other', () => {
    const told = found(table('README.md', 'Folder').join('\n'), /`([a-z0-9]+)\/` +\|/g);
    const notOurs = ['generated', 'node_modules', 'data', 'test-results', 'playwright-report'];
    const there = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const ours = there.map(({ name }) => name).filter((name) => !name.startsWith('.') && !notOurs.includes(name));
    expect(told).toEqual(ours.sort());
  });

  it('has every command of package.json in its table, and no other', () => {
    const commands = found(read('README.md'), /^\| `npm (?:run )?([a-z0-9-]+)[^`]*` +\|/gm);
    expect(commands).toEqual(Object.keys(scripts).sort());
  });
});

function foldersOf(folder: string): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
}

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['docs', 'docs/decisions', ...workspaces, ...foldersOf('lib')].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

/** As GitHub makes them. */
function anchors(file: string): readonly string[] {
  return found(read(file), /^#{1,6} (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

function isBroken(file: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const place = target ? path.posix.join(path.posix.dirname(file), target) : file;
  if (!existsSync(path.join(root, place))) return true;
  return anchor !== undefined && !anchors(place).includes(anchor);
}

const ELSEWHERE = /^[a-z]+:/;

describe.each(documents)('%s', (file) => {
  it('links to what is there', () => {
    const links = found(read(file), /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g).filter((link) => !ELSEWHERE.test(link));
    expect(links.filter((link) => isBroken(file, link))).toEqual([]);
  });
});

describe('pictures', () => {
  // They are made by a run of the portal; the folder comes with the first of them.
  it.skipIf(!existsSync(path.join(root, 'docs/screenshots')))('are there', () => {
    const shown = documents.flatMap((file) =>
      found(read(file), /!\[[^\]]*\]\(([^)\s]+)\)/g).map((link) => ({ file, link })),
    );
    expect(shown.filter(({ file, link }) => isBroken(file, link))).toEqual([]);
  });
});

describe('the decisions', () => {
  it('are all in the list', () => {
    const written = readdirSync(path.join(root, 'docs/decisions')).filter((name) => /^\d{3}-/.test(name));
    expect(found(read('docs/decisions/README.md'), /\((\d{3}-[a-z-]+\.md)\)/g)).toEqual(written.sort());
  });

  const pages = readdirSync(path.join(root, 'docs/decisions')).filter((name) => /^\d{3}-/.test(name));

  it.each(pages)('%s begins with its own number', (page) => {
    expect(read(`docs/decisions/${page}`)).toMatch(new RegExp(`^# ${page.slice(0, 3)} `));
  });

  it('name constants that are in the code', () => {
    const sources = globSync('{lib,components,scripts,foundation}/**/*.{ts,tsx,mjs}', { cwd: root });
    const code = ['.env.example', ...sources].map(read).join('\n');
    const named = pages.flatMap((page) => found(read(`docs/decisions/${page}`), /`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g));
    expect(named).toContain('LEASE_MS');
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });
});
