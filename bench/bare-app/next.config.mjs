/** @type {import('next').NextConfig} */
const config = {
  serverExternalPackages: ['@electric-sql/pglite'],
  // The whole project's types are checked by npm run typecheck.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
};

export default config;
