import 'server-only';
import { type DatabaseState, probeDatabase } from '@/lib/db/maintenance';
import { version } from '@/package.json';

export type Health = {
  readonly status: 'ok' | 'unavailable';
  readonly version: string;
  readonly database: { readonly status: DatabaseState; readonly kind?: 'embedded' | 'server' };
};

export async function getHealth(): Promise<Health> {
  const { state, ...kind } = await probeDatabase();
  return { status: state === 'ok' ? 'ok' : 'unavailable', version, database: { status: state, ...kind } };
}
