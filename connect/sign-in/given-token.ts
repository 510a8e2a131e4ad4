import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { fail, type Result, succeed } from '../../lib/result';
import type { SignedIn } from './microsoft-sign-in';

const claimsSchema = z.object({
  tid: z.guid(),
  upn: z.string().optional(),
  app_displayname: z.string().optional(),
});

/**
 * A token for Microsoft Graph that somebody has already, from a file or from standard input.
 *
 * @returns an error is one sentence for the person, and says nothing of the token
 */
export function readGivenToken(file: string): Result<SignedIn, string> {
  try {
    const token = readFileSync(file === '-' ? 0 : file, 'utf8').trim();
    const claims = claimsSchema.parse(decodeJwt(token));
    return succeed({ token, tenantId: claims.tid, upn: claims.upn ?? claims.app_displayname ?? 'somebody' });
  } catch {
    return fail(`${file === '-' ? 'Standard input' : file} holds no access token of Microsoft Entra ID.`);
  }
}
