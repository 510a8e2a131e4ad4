import { environment } from '@/lib/env';

/** Where a calendar is read. Whoever knows it may. */
export function calendarAddress(token: string): string {
  return `${environment().PORTAL_URL}/api/calendar/${token}`;
}
