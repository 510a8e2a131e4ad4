/** Every region that a host of the Defender for Endpoint Alerts API is known for, whichever cloud it belongs to. */
export const regionIds = [
  ...(['global', 'eu', 'us', 'uk', 'au', 'swa', 'ina', 'aea'] as const),
  ...(['gcc', 'gcc-high-dod'] as const),
] as const;

export type RegionId = (typeof regionIds)[number];

/** Where a tenant's Defender data lives, which decides the host that answers fastest. */
export type Region = {
  readonly id: RegionId;
  /** Origin of the Defender for Endpoint Alerts API. */
  readonly defenderApiUrl: string;
};

export function isRegionId(value: string): value is RegionId {
  return regionIds.some((id) => id === value);
}
