import type { Cloud } from '../../lib/cloud/cloud';
import { fail, type Result, succeed } from '../../lib/result';
import { explainSignIn } from '../explain-problem';
import { readGivenToken } from './given-token';
import { type SignedIn, signInWithBrowser, signInWithDevice } from './microsoft-sign-in';
import { openBrowser } from './open-browser';

export type SignInWay = {
  readonly cloud: Cloud;
  readonly tenant: string | null;
  readonly way: 'browser' | 'device-code' | 'token';
  /** Where an access token is read from; `-` is standard input. */
  readonly tokenFile: string | null;
  readonly say: (line: string) => void;
};

/**
 * A token for Microsoft Graph of the person at the terminal, by the way that was chosen: a browser of this machine unless
 * told otherwise.
 *
 * @returns an error is one sentence for the person
 */
export async function signIn({ way, tokenFile, say, ...place }: SignInWay): Promise<Result<SignedIn, string>> {
  if (tokenFile !== null) return readGivenToken(tokenFile);
  const signedIn =
    way === 'device-code'
      ? await signInWithDevice({
          ...place,
          show: ({ address, code }) => say(`On any device open ${address} and enter ${code}.`),
        })
      : await signInWithBrowser({
          ...place,
          show(address) {
            say(`Sign in with the browser of this machine. If none opens, open this address:\n${address}`);
            openBrowser(address);
          },
        });
  return signedIn.ok ? succeed(signedIn.value) : fail(explainSignIn(signedIn.error));
}
