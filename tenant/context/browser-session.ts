import { randomBytes } from 'node:crypto';
import { hashSecret } from '../store/client-secret';

export type BrowserSession = { readonly personId: string; readonly signedInAt: number };

export type BrowserSessions = {
  /** Gives the cookie value; the person stays signed in until sign-out or restart. */
  open(session: BrowserSession): string;
  find(cookie: string | undefined): BrowserSession | undefined;
  /** The person stood before a page again. */
  renew(cookie: string | undefined, signedInAt: number): void;
  close(cookie: string | undefined): void;
  clear(): void;
};

export function createBrowserSessions(): BrowserSessions {
  const sessions = new Map<string, BrowserSession>();
  return {
    open(session) {
      const cookie = randomBytes(32).toString('base64url');
      sessions.set(hashSecret(cookie), session);
      return cookie;
    },
    find: (cookie) => (cookie === undefined ? undefined : sessions.get(hashSecret(cookie))),
    renew(cookie, signedInAt) {
      const session = this.find(cookie);
      if (cookie !== undefined && session !== undefined) sessions.set(hashSecret(cookie), { ...session, signedInAt });
    },
    close(cookie) {
      if (cookie !== undefined) sessions.delete(hashSecret(cookie));
    },
    clear: () => sessions.clear(),
  };
}
