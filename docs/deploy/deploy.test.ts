import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const dockerfile = read('Dockerfile');
const known = [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
/** Of the process, not settings. */
const processNames = /^(NEXT_|NODE_|MALLOC_|POSTGRES_)/;

const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

it('the image starts as an account without rights, by no shell, on no tag that moves with the day', () => {
  expect(last).toMatch(/^USER nonroot$/m);
  expect(last).not.toMatch(/^RUN /m);
  expect(last).toMatch(/^ENTRYPOINT \["/m);
  expect(last).toMatch(/^CMD \["server\/main\.mjs", "start"\]$/m);
  for (const [, image = ''] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/:(?!latest)\S+$/);
});

it('the image gives Node.js what npm start gives it', async () => {
  const { portalMemorySettings, portalProcessSettings } = await import('../../scripts/companions.mjs');
  const wanted = Object.entries({ ...portalMemorySettings, ...portalProcessSettings });
  for (const [name, value] of wanted.filter(([key]) => key !== 'NODE_OPTIONS'))
    expect(last).toContain(`${name}=${value}`);
  expect(last).toContain('--max-old-space-size=384 --max-semi-space-size=8 --disable-sigusr1');
});

it('nothing that is secret goes into the image', () => {
  const ignored = read('.dockerignore').split('\n');
  for (const name of ['.env', '*.pem', 'data', '.git', 'node_modules']) expect(ignored).toContain(name);
});

const composed = z.object({
  services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.unknown()).optional() })),
});
const environment = z.array(z.object({ name: z.string() }));

it('compose.yaml and kubernetes.yaml set what the portal knows', () => {
  const { services } = composed.parse(parse(read('docs/deploy/compose.yaml')));
  const documents = parseAllDocuments(read('docs/deploy/kubernetes.yaml'));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  const container = ['spec', 'template', 'spec', 'containers', 0] as const;
  const env = environment.parse(
    z.object({ env: z.unknown() }).parse(JSON.parse(JSON.stringify(documents[1]?.getIn(container)))).env,
  );
  const names = [...Object.keys(services.portal?.environment ?? {}), ...env.map(({ name }) => name)];
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !processNames.test(name) && !known.includes(name))).toEqual([]);
});

it('Kubernetes restarts by liveness and chooses by health', () => {
  const text = read('docs/deploy/kubernetes.yaml');
  expect(text).toMatch(/livenessProbe: \{ httpGet: \{ path: \/api\/live,/);
  expect(text).toMatch(/readinessProbe: \{ httpGet: \{ path: \/api\/health,/);
});
