import 'server-only';
import { probeDatabase } from '@/lib/db/maintenance';
import { version } from '@/package.json';

export type Health = {
  readonly status: 'ok' | 'unavailable';
  readonly version: string;
  readonly database: { readonly status: 'ok' | 'unreachable' | 'read-only'; readonly kind?: 'embedded' | 'server' };
};

export async function getHealth(): Promise<Health> {
  try {
    const { kind, writable } = await probeDatabase();
    const status = writable ? 'ok' : 'unavailable';
    return { status, version, database: { status: writable ? 'ok' : 'read-only', kind } };
  } catch {
    return { status: 'unavailable', version, database: { status: 'unreachable' } };
  }
}
