'use server';

import { forbidden } from 'next/navigation';
import { z } from 'zod';
import { fail, type Result } from '@/lib/result';
import { findOperator } from '@/lib/session/session-queries';
import { adoptFound, type AdoptProblem } from './adopt-found';

const idSchema = z.guid();

/**
 * `Adopt`: looks the application up once more and makes a connector for it.
 *
 * @param applicationId object id
 * @returns the connector's id
 */
export async function adoptApplication(applicationId: string): Promise<Result<string, AdoptProblem | 'signedOut'>> {
  const operator = await findOperator();
  if (operator === 'signed-out') return fail('signedOut');
  if (operator === 'forbidden') forbidden();
  const wanted = idSchema.safeParse(applicationId);
  return wanted.success ? adoptFound(operator, wanted.data, 'keep') : fail('gone');
}
