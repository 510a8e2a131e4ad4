import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { getSignIn } from './sign-in-queries';

beforeAll(() => database());
afterAll(closeDatabase);

const shown = async (query: object) => (await inRequest({}, () => getSignIn(query))).value;
const back = (path: string) => environment().PORTAL_URL + path;

describe('getSignIn', () => {
  it('offers less when the tenant has not allowed everything, and comes back to where the person was', async () => {
    const query = { problem: 'adminApproval', code: '90094', callbackUrl: back('/settings/siem/x') };
    expect(await shown(query)).toMatchObject({ limited: 'offered', aadsts: 90094, returnPath: '/settings/siem/x' });
  });

  it('does not offer again what was refused, and keeps where the person was', async () => {
    const callbackUrl = back('/sign-in?limited=1&from=%2Fsettings%2Fsiem%2Fx');
    for (const problem of ['adminApproval', 'consentMissing']) {
      const view = await shown({ problem, code: '90094', callbackUrl });
      expect(view).toMatchObject({ limited: 'refused', problem, returnPath: '/settings/siem/x' });
    }
    expect(await shown({ problem: 'declined', callbackUrl })).toMatchObject({ limited: null });
  });

  it('leads nowhere else from a limited sign-in either', async () => {
    const view = await shown({ callbackUrl: back('/sign-in?limited=1&from=https%3A%2F%2Fevil.example%2F') });
    expect(view.returnPath).toBe('/settings/siem');
  });
});
