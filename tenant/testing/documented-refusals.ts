import { readFileSync } from 'node:fs';
import { z } from 'zod';

const objectSchema = z.record(z.string(), z.unknown());

const refusalSchema = z.object({
  name: z.string(),
  request: z.object({
    method: z.string().default('POST'),
    path: z.string().default(''),
    body: z.unknown().optional(),
    form: z.record(z.string(), z.string()).default({}),
  }),
  status: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: objectSchema,
});

/** A wrong request, and what Microsoft is documented or observed to answer it with. */
export type DocumentedRefusal = z.infer<typeof refusalSchema>;

export function documentedRefusals(service: 'graph' | 'token' | 'defender'): readonly DocumentedRefusal[] {
  const file = new URL(`./fixtures/${service}-refusals.json`, import.meta.url);
  return z.array(refusalSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What the examples call their objects, and what these are called in the tenant. */
export type Names = Readonly<Record<string, string>>;

/** The same refusal with the tenant's names in request and answer. */
export function renamed(refusal: DocumentedRefusal, names: Names): DocumentedRefusal {
  let text = JSON.stringify(refusal);
  for (const [example, here] of Object.entries(names)) text = text.replaceAll(example, here);
  return refusalSchema.parse(JSON.parse(text));
}

/** The members of an answer, by their paths: an answer may have more than its example, never fewer. */
export function membersOf(value: unknown, path = ''): readonly string[] {
  const object = objectSchema.safeParse(value);
  if (!object.success || Array.isArray(value)) return [path];
  return Object.entries(object.data).flatMap(([name, inner]) => membersOf(inner, `${path}/${name}`));
}
