import type { Region } from './region';

export const cloudIds = ['worldwide', 'gcc', 'gcc-high', 'dod', 'china'] as const;

export type CloudId = (typeof cloudIds)[number];

/** Microsoft's hosts for one cloud. Every host is an origin without a trailing slash. */
export type Cloud = {
  readonly id: CloudId;
  readonly authorityHost: string;
  readonly graphUrl: string;
  /** What tokens for Microsoft Graph are asked for: its name, even when another host is called. */
  readonly graphResource: string;
  /** Whether Microsoft Graph has alerts_v2 there. */
  readonly graphAlerts: boolean;
  /** As `graphResource`, for the Defender for Endpoint API; null where none is documented. */
  readonly defenderResource: string | null;
  /** Where people look at alerts in a browser; null where there is no such portal. */
  readonly defenderPortal: string | null;
  /** Microsoft’s page that explains the numbers of Entra ID’s refusals. */
  readonly signInErrors: string;
  /** The usual one first; empty where there is no Defender for Endpoint API. */
  readonly regions: readonly Region[];
};
