import { randomUUID } from 'node:crypto';
import type { NewFlow } from '../consent-store';

/** A flow as the click brings it, of a tenant and a person that no other test has. */
export function sampleFlow(given: Partial<NewFlow> = {}): NewFlow {
  return {
    ...{ id: randomUUID(), tenantId: randomUUID(), personId: randomUUID(), personUpn: 'pat@contoso.example' },
    ...{ purpose: 'enable', connectorId: null, surface: 'popup', input: null },
    scopes: ['Application.ReadWrite.All'],
    expiresAt: new Date(Date.now() + 600_000),
    ...given,
  };
}
