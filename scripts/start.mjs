// npm start: the portal alone, for a real tenant, with its settings from the environment (.env.example).
import { existsSync } from 'node:fs';
import { Companions, PORTAL, portalMemorySettings, portalProcessSettings } from './companions.mjs';
import { readPort, refuse, requireDataDirectory, requireFreePort } from './preflight.mjs';
import { ensureRepairedNode } from './runtime.mjs';

// Next reads the same file later; what stands in the environment already goes before it.
if (existsSync('.env')) process.loadEnvFile?.('.env');
await ensureRepairedNode();
if (!existsSync('.next/BUILD_ID')) refuse('The portal is not built yet. Run: npm run build');
if (!process.env.DATABASE_URL && !process.env.DATABASE_URL_FILE) requireDataDirectory();
const port = readPort('PORT', 3000);
await requireFreePort(port, 'PORT');
const host = process.env.HOST || '127.0.0.1';
const settings = { PORT: String(port), HOST: host, ...portalProcessSettings, ...portalMemorySettings };
new Companions().start('The portal', [PORTAL, 'start'], settings);
