import type { DirectoryContext } from '@/lib/directory/directory-context';

/** What a verification needs from outside; the elevated token is not among it. */
export type VerificationContext = Pick<
  DirectoryContext,
  'operator' | 'connectors' | 'audit' | 'clock' | 'fetch' | 'authorityHost' | 'findApi' | 'readDetections' | 'requestId'
>;
