import { defineConfig } from 'prisma/config';

// These commands run on WebAssembly inside the CLI. Naming any existing file stops the download of an engine
// that they never start, so that a machine without internet can generate the client too.
if (/^(generate|validate|format)$/.test(process.argv[2] ?? '')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
