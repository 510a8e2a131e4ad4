import { globSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './openapi';
import { viewOperation } from '@/lib/operation/operation-view';
import { operationViewSchema } from './operation-view-schema';
import { storedOperation } from '@/lib/operation/testing/sample-operation';

const contentSchema = z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) });
const verbSchema = z.looseObject({
  operationId: z.string(),
  requestBody: z.looseObject({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.unknown().optional() })),
});
const pathSchema = z.record(z.string(), z.unknown());
const { paths } = z.object({ paths: z.record(z.string(), pathSchema) }).parse(openApiDocument());
const verbOf = (path: string, verb: string) => verbSchema.parse(paths[path]?.[verb]);

// Formats are what the door itself judges.
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const requests = ajv.compile(verbOf('/api/operations', 'post').requestBody?.content['application/json'].schema ?? {});
const views = ajv.compile(
  contentSchema.parse(verbOf('/api/operations/{id}', 'get').responses['200']?.content)['application/json'].schema,
);

const id = '11111111-2222-4333-8444-555555555555';
const begun = (operation: object) => ({ id, displayMode: 'tab', operation });

describe('the OpenAPI document', () => {
  it('names every route of the door, and no other', () => {
    const files = globSync('app/api/operations/**/route.ts');
    const routes = files.flatMap((file) => {
      const path = `/${file
        .replaceAll('\\', '/')
        .replace(/^app\//, '')
        .replace(/\/route[.]ts$/, '')}`.replace('[id]', '{id}');
      return [...readFileSync(file, 'utf8').matchAll(/export const ([A-Z]+) = defineRoute/g)].map(
        ([, verb = '']) => `${verb} ${path}`,
      );
    });
    const described = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs)
        .filter((verb) => verb !== 'parameters')
        .map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(routes.toSorted());
  });

  it('takes what the door takes, and refuses what it refuses', () => {
    const enable = { kind: 'enable', name: 'A', api: 'detections', region: 'eu', secretDays: 30 };
    for (const operation of [enable, { kind: 'tokens', connectorId: id }, { kind: 'repeat', operationId: id }]) {
      expect(requests(begun(operation)), JSON.stringify(requests.errors)).toBe(true);
    }
    for (const operation of [{ kind: 'no-such' }, { kind: 'tokens' }, { ...enable, region: 'mars' }]) {
      expect(requests(begun(operation))).toBe(false);
    }
  });

  it('describes the views that the door answers with', () => {
    const view: unknown = JSON.parse(
      JSON.stringify(viewOperation({ operation: storedOperation(), connector: null, now: 0 })),
    );
    expect(views(view), JSON.stringify(views.errors)).toBe(true);
    expect(operationViewSchema.parse(view)).toEqual(view);
  });
});
