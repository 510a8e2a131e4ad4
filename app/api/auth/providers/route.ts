import { nextAuthRoute } from '@/lib/sign-in/next-auth-request';

/** next-auth's client looks here first. */
export const GET = nextAuthRoute('providers');
