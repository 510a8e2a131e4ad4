import { PHASE_PRODUCTION_SERVER } from 'next/constants.js';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Asked for, the build also copies the files of packages that the portal reaches (scripts/standalone.mjs). Not always: a path
  // that is put together while it runs is taken for whatever lies here, such as the data of a demo.
  ...(process.env.SIEM_CONNECT_OUTPUT === 'standalone'
    ? { output: 'standalone', outputFileTracingRoot: import.meta.dirname }
    : {}),
  // npm test checks all types beside the build, which would check them once more.
  typescript: { ignoreBuildErrors: process.env.SIEM_CONNECT_TYPES === 'checked' },
  reactStrictMode: true,
  // SIEMs call /api/alerts/ as it was documented, and not all of them follow a redirect.
  skipTrailingSlashRedirect: true,
  // Writes no notes for assistants into the project.
  agentRules: false,
  // PGlite finds its WebAssembly beside its own files.
  serverExternalPackages: ['@electric-sql/pglite'],
  // A picture that is drawn later must not be asked for: on the doctor's page nothing leaves the browser. Its address
  // has a version.
  headers: () =>
    Promise.resolve([
      { source: '/icons.svg', headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }] },
    ]),
  // The title comes with the page's head for everybody, as it does for robots: sent after it, it costs more.
  htmlLimitedBots: /.*/,
  experimental: {
    // forbidden() answers 403, to pages and to actions.
    authInterrupts: true,
  },
};

/** @param {string} phase */
export default async function configure(phase) {
  // What the plugin does is in the build already; here it would only load its compiler.
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import('next-intl/plugin');
  const withNextIntl = createNextIntlPlugin({
    requestConfig: './lib/locale/locale-request.ts',
    // Messages are parsed by the build, so that neither a request nor a browser does it.
    experimental: { messages: { path: './messages', locales: 'infer', format: 'json', precompile: true } },
  });
  return withNextIntl(config);
}
