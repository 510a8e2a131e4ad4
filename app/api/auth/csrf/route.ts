import { nextAuthRoute } from '@/lib/sign-in/next-auth-request';

/** The token that a sign-in is begun with. */
export const GET = nextAuthRoute('csrf');
