import { calendarInput, getCalendar } from '@/lib/channels/calendar-handler';
import { definePublicRoute } from '@/lib/session/define-route';

/** Ends of secrets and tokens, for calendars that read an address. */
export const GET = definePublicRoute({ input: calendarInput }, (_request, { params }) => getCalendar(params.token));
