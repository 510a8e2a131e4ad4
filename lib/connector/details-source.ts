import { environmentCloud } from '@/lib/env';
import { callbackUri } from '@/lib/request/callback-uri';
import { connectorRedirectUris, type DetailsSource } from './access-details';

/** The cloud and the addresses that a connector's details are told from. */
export function detailsSource(): DetailsSource {
  return { cloud: environmentCloud(), redirectUris: connectorRedirectUris(callbackUri()) };
}
