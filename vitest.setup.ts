import os from 'node:os';
import path from 'node:path';
// Next's server does this first: what it keeps of a request lives there.
import 'next/dist/server/node-environment-baseline';

process.env.PORTAL_URL ??= 'http://localhost:3000';
process.env.ENTRA_TENANT_ID ??= '11111111-2222-4333-8444-555555555555';
process.env.ENTRA_CLIENT_ID ??= 'aaaaaaaa-0000-4000-8000-000000000001';
process.env.ENTRA_CLIENT_SECRET ??= 'portal-secret';
process.env.SESSION_SECRET ??= 'qX7rT2mZ9vK4wB8nE1sJ6pL3dF5gH0yC';
// Tests run on the Node.js that is there.
process.env.ALLOW_INSECURE ??= 'unrepaired-node';
process.env.LOG_LEVEL ??= 'silent';
// A file, below which no database can be made: who opens one belongs to the other project.
process.env.DATA_DIR = path.join(os.devNull, 'no-database');
