import type { SetupContext } from '@/lib/connector/setup-context';

/** What a verification needs from outside; the elevated token is not among it. */
export type VerificationContext = Pick<
  SetupContext,
  'operator' | 'connectors' | 'audit' | 'clock' | 'fetch' | 'authorityHost' | 'findApi' | 'readDetections' | 'requestId'
>;
