'use server';

import { z } from 'zod';
import { asOperator, defineAction } from '@/lib/session/define-action';
import { adoptFound } from './adopt-found';

/**
 * `Adopt`: looks the application up once more and makes a connector for it. Takes the application's object id; answers with
 * the connector's.
 */
export const adoptApplication = defineAction(
  { access: asOperator, input: z.tuple([z.guid()]) },
  ({ caller }, applicationId) => adoptFound(caller, applicationId, 'keep'),
);
