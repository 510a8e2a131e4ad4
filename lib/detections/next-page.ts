import { isObject, textAt } from './alert-value';
import { readAlertTime, type TimeKey } from './detection-time';

/**
 * The address of the next page: always the one that was asked, with the query of the link. A link to another path, or
 * to a host that is neither the one asked nor Microsoft's own name for the API, is not followed.
 *
 * @param asked address of the collection, without query
 * @param resource the API's name, which links carry when the portal reaches it by another
 */
export function followedLink(link: string, asked: string, resource: string): string | null {
  if (!URL.canParse(link)) return null;
  const { origin, pathname, search, username, password } = new URL(link);
  const collection = new URL(asked);
  const isKnown = origin === collection.origin || origin === resource;
  if (!isKnown || pathname !== collection.pathname || username !== '' || password !== '') return null;
  return `${asked}${search}`;
}

/** When the last alert of a page was created; null unless the page goes from the newest to the oldest. */
export function oldestTime(alerts: readonly unknown[], created: string): TimeKey | null {
  let oldest: TimeKey | null = null;
  for (const alert of alerts) {
    const time = isObject(alert) ? readAlertTime(textAt(alert, created)) : null;
    if (time === null || (oldest !== null && time > oldest)) return null;
    oldest = time;
  }
  return oldest;
}
