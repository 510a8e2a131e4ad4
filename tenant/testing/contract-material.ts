import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Microsoft's documented bodies and the contract checker; they lie beside the project, not in it. */
const folder = path.resolve(import.meta.dirname, '../../../shared/graph');

export const hasContractMaterial = existsSync(path.join(folder, 'validate.mjs'));

export const contractChecker = path.join(folder, 'validate.mjs');

const indexSchema = z.array(z.object({ file: z.string(), status: z.number().optional() }));
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

type DocumentedError = { readonly status: number | undefined; readonly code: string; readonly message: string };

/** An error of `fixtures/errors` with the status its index gives. */
export function documentedError(name: string): DocumentedError {
  const file = `errors/${name}.json`;
  const { error } = errorSchema.parse(readJson(file));
  const status = indexSchema.parse(readJson('index.json')).find((entry) => entry.file === file)?.status;
  return { status, code: error.code, message: error.message };
}

export function readFixture(file: string): unknown {
  return readJson(file);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, 'fixtures', file), 'utf8'));
}
