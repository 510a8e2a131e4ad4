import { readFileSync } from 'node:fs';
import { z } from 'zod';

const permissionSchema = z
  .strictObject({
    value: z.string(),
    appRole: z.strictObject({ id: z.guid(), displayName: z.string() }).readonly().optional(),
    scope: z
      .strictObject({ id: z.guid(), displayName: z.string(), consent: z.enum(['User', 'Admin']) })
      .readonly()
      .optional(),
  })
  .readonly();

/** A permission of Microsoft's with its public identifiers, which are the same in every tenant. */
export type KnownPermission = z.infer<typeof permissionSchema>;

/** The permissions of one API that this tenant knows. */
export function readPermissions(api: string): readonly KnownPermission[] {
  const file = new URL(`./permissions/${api}.json`, import.meta.url);
  return z.array(permissionSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}
