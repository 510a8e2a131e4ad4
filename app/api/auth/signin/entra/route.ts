import { nextAuthRoute } from '@/lib/sign-in/next-auth-request';

/** Begins a sign-in: answers with the address of Entra's page. */
export const POST = nextAuthRoute('signin', 'entra');
