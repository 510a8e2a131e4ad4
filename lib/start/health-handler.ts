import 'server-only';
import { type DatabaseState, probeDatabase } from '@/lib/db/maintenance';
import { environment } from '@/lib/env';
import { log } from '@/lib/log';
import { version } from '@/package.json';

export type Health = {
  readonly status: 'ok' | 'unavailable';
  readonly version: string;
  readonly database: { readonly status: DatabaseState; readonly kind?: 'embedded' | 'server' };
};

let lastState: DatabaseState = 'ok';

export async function getHealth(): Promise<Health> {
  const { state, ...kind } = await probeDatabase();
  if (state !== lastState) {
    const details = {
      ...kind,
      state,
      before: lastState,
      folder: kind.kind === 'embedded' ? environment().DATA_DIR : undefined,
    };
    if (state === 'ok') log().info(details, 'the database is well again');
    else log().warn(details, 'the database is not well: docs/operations.md, "Health"');
  }
  lastState = state;
  return { status: state === 'ok' ? 'ok' : 'unavailable', version, database: { status: state, ...kind } };
}
