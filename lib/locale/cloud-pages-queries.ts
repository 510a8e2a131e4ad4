import 'server-only';
import { environmentCloud } from '@/lib/env';
import { type CloudPages, pagesOf } from '../cloud/cloud-pages';

/** The pages of this portal's cloud. They are Microsoft's and public, so nobody is asked who they are. */
export function getCloudPages(): CloudPages {
  return pagesOf(environmentCloud());
}
