import { z } from 'zod';

/** How Next marks what stands for a parameter in a segment. */
const parameterKinds = [
  ...['c', 'oc', 'd'],
  ...['(..)(..)', '(.)', '(..)', '(...)'].flatMap((mark) => [`ci${mark}`, `di${mark}`]),
];

const segment = z.union([
  z.string(),
  z.tuple([z.string(), z.string(), z.enum(parameterKinds), z.array(z.string()).nullable()]),
]);

const routerState: z.ZodType = z.tuple([
  segment,
  z.record(
    z.string(),
    z.lazy(() => routerState),
  ),
  z.tuple([z.string(), z.string()]).nullish(),
  z.enum(['refetch', 'inside-shared-layout', 'metadata-only']).nullish(),
  z.number().nullish(),
  z.string().optional(),
]);

/**
 * Whether a page's script may have sent this as the state of its router. Next answers 500 to what it cannot read.
 *
 * @see node_modules/next/dist/server/app-render/types.js, flightRouterStateSchema
 */
export function isRouterState(header: string): boolean {
  try {
    return routerState.safeParse(JSON.parse(decodeURIComponent(header))).success;
  } catch {
    return false;
  }
}
