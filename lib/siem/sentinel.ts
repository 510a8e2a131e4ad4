import { defineSiemFormat } from './siem-format';

/**
 * Microsoft Sentinel reads Defender inside Microsoft's own cloud: its data connector is switched on in the portal by a
 * person who may, and signs in with nothing that a connector could give it.
 *
 * @see https://learn.microsoft.com/azure/sentinel/connect-microsoft-365-defender
 */
export const sentinel = defineSiemFormat({
  id: 'sentinel',
  stepCount: 4,
  access: { credential: 'none' },
  facts: {
    vendorPage: 'https://learn.microsoft.com/azure/sentinel/connect-microsoft-365-defender',
    checked: '2026-11-22',
    confidence: 'documented',
  },
  fields: () => [],
});
