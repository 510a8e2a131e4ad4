'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { backgroundStore } from '@/lib/background/background-store';
import { environment } from '@/lib/env';
import { fail, succeed } from '@/lib/result';
import { asOperator, defineAction } from '@/lib/session/define-action';
import { fingerprintOf, YEAR_MS } from './portal-credential';
import { portalCredentialStore } from './portal-credential-store';

/** `Enter date`: when the portal's own secret ends, where its registration cannot be read. A day of UTC, at its end. */
export const savePortalEnd = defineAction(
  { access: asOperator, input: z.tuple([z.iso.date()]) },
  async ({ caller: { session }, audit }, day) => {
    const to = Date.parse(`${day}T00:00:00Z`) + 86_399_000;
    const now = new Date();
    if (to <= now.getTime() || to > now.getTime() + 20 * YEAR_MS) return fail('input');
    const { tenantId } = session;
    const fingerprint = fingerprintOf(environment().credentials.current);
    const lifetime = { from: Math.min(now.getTime(), to - YEAR_MS), to };
    await portalCredentialStore.save({ tenantId, fingerprint }, { lifetime, source: 'entered' }, now);
    const detail = { endsAt: new Date(to).toISOString() };
    await audit.record({ action: 'credential-end', outcome: 'done', detail });
    await backgroundStore.makeDue(tenantId, 'notices', now);
    refresh();
    return succeed(undefined);
  },
);
