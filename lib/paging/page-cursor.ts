import { z } from 'zod';
import type { Position } from './keyset-page';

/** A position as an address carries it, with the name of the order that it is a position in. */
export function writeCursor(order: string, position: Position): string {
  return Buffer.from(JSON.stringify([order, ...position])).toString('base64url');
}

/**
 * Reads a position back.
 *
 * @param cursor from an address, so it may be anything
 * @param schema judges the values of a position in this order
 * @returns null for what was never written, or is a position in another order
 */
export function readCursor<Found extends Position>(
  cursor: string,
  order: string,
  schema: z.ZodType<Found>,
): Found | null {
  const [name, ...position] = arraySchema.safeParse(parseJson(cursor)).data ?? [];
  return name === order ? (schema.safeParse(position).data ?? null) : null;
}

const arraySchema = z.array(z.unknown());

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
