'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { succeed } from '@/lib/result';
import { asViewer, defineAction } from './define-action';

/**
 * Draws the page anew in the answer of this action. The router's own refresh would load the page again from nothing when
 * the portal does not answer, and with it a one-time secret would be gone.
 */
export const refreshPage = defineAction({ access: asViewer, input: z.tuple([]) }, () => {
  refresh();
  return Promise.resolve(succeed(undefined));
});
