// What exists to the outside: read from the build, or while developing from the folders, which change meanwhile.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * @typedef {import('../lib/door/listed-paths').ListedRoute} ListedRoute
 * @typedef {import('../lib/door/listed-paths').ListedPaths} ListedPaths
 */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Next's own, which it shows by itself. */
const INNER = ['/_global-error', '/_not-found'];

/**
 * @param {string} directory of the portal
 * @returns {Promise<ListedPaths>}
 */
export async function builtPaths(directory) {
  const build = path.join(directory, '.next');
  const patterns = readPatterns(readJson(path.join(build, 'routes-manifest.json')));
  const actions = readActions(readJson(path.join(build, 'server/server-reference-manifest.json')));
  /** @type {ListedRoute[]} */
  const routes = [];
  for (const [file, route] of Object.entries(readJson(path.join(build, 'app-path-routes-manifest.json')))) {
    const pattern = patterns.get(route);
    if (INNER.includes(route) || pattern === undefined) continue;
    routes.push({
      path: route,
      pattern,
      ...(file.endsWith('/page') ? pageOf(actions.get(`app${file}`) ?? []) : await handlerOf(build, file)),
    });
  }
  return { routes, files: new Set([...publicFiles(directory), ...assets(build)]), isOpen: () => false };
}

/** @param {readonly string[]} actions */
function pageOf(actions) {
  const methods = actions.length > 0 ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
  return { kind: /** @type {const} */ ('page'), methods, actions: new Set(actions) };
}

/**
 * The methods that a route's file exports. Next would answer others too, by itself.
 * @param {string} build @param {string} file
 */
async function handlerOf(build, file) {
  const { routeModule } = createRequire(import.meta.url)(path.join(build, 'server/app', `${file}.js`));
  await routeModule.ensureUserland();
  const exported = Object.keys(routeModule.userland);
  const methods = METHODS.filter((method) => exported.includes(method));
  return { kind: /** @type {const} */ ('handler'), methods, actions: new Set() };
}

/** @param {any} manifest @returns {Map<string, RegExp>} by the route's path */
function readPatterns({ staticRoutes, dynamicRoutes }) {
  /** @type {readonly { page: string, regex: string }[]} */
  const all = [...staticRoutes, ...dynamicRoutes];
  return new Map(all.map(({ page, regex }) => [page, new RegExp(regex)]));
}

/** @param {any} manifest @returns {Map<string, string[]>} ids of server actions by the page that may call them */
function readActions({ node }) {
  /** @type {Map<string, string[]>} */
  const pages = new Map();
  for (const [id, { workers }] of Object.entries(node)) {
    for (const page of Object.keys(workers)) pages.set(page, [...(pages.get(page) ?? []), id]);
  }
  return pages;
}

/** @param {string} directory */
function publicFiles(directory) {
  return listFiles(path.join(directory, 'public')).map((file) => `/${file}`);
}

/** @param {string} build */
function assets(build) {
  return listFiles(path.join(build, 'static'))
    .filter((file) => !file.endsWith('.map'))
    .map((file) => `/_next/static/${file}`);
}

/** @param {string} folder @returns {string[]} paths below the folder, with slashes, as addresses have them */
function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep))
    .map((parts) => parts.map(encodeURIComponent).join('/'));
}

/**
 * The configuration as the build read it, in JSON; null where next.config.js is there to be read.
 * @param {string} directory
 * @returns {string | null}
 * @see https://nextjs.org/docs/app/api-reference/config/next-config-js/output
 */
export function builtConfig(directory) {
  if (existsSync(path.join(directory, 'next.config.js'))) return null;
  return JSON.stringify(readJson(path.join(directory, '.next/required-server-files.json')).config);
}

/** @param {string} file @returns {any} */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * While developing: what the folder app/ has at the moment. Which methods and actions exist is Next's to say there.
 * @param {string} directory
 * @returns {() => ListedPaths}
 */
export function developmentPaths(directory) {
  return () => ({
    routes: listFiles(path.join(directory, 'app')).flatMap(developmentRoute),
    files: new Set(publicFiles(directory)),
    isOpen: (wanted) => /^\/(_next|__nextjs)/.test(wanted) && !wanted.startsWith('/_next/image'),
  });
}

/** @param {string} file @returns {ListedRoute[]} */
function developmentRoute(file) {
  const kind = /(?:^|\/)(page\.tsx|route\.ts)$/.exec(decodeURIComponent(file))?.[1];
  if (!kind) return [];
  const segments = decodeURIComponent(file)
    .split('/')
    .slice(0, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment));
  const pattern = segments.map((segment) =>
    segment.startsWith('[') ? '/[^/]+?' : `/${RegExp.escape?.(segment) ?? segment}`,
  );
  const isPage = kind === 'page.tsx';
  return [
    {
      path: `/${segments.join('/')}`,
      pattern: new RegExp(`^${pattern.join('') || '/'}(?:/)?$`),
      kind: isPage ? 'page' : 'handler',
      methods: isPage ? ['GET', 'HEAD', 'POST'] : METHODS,
      actions: null,
    },
  ];
}
