import { nextAuthRoute } from '@/lib/sign-in/next-auth-request';

/** Where Entra sends the browser back to after sign-in. */
export const GET = nextAuthRoute('callback', 'entra');
