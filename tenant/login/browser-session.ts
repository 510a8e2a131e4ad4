import { randomBytes } from 'node:crypto';
import { hashSecret } from '../store/client-secret';

export type BrowserSessions = {
  /** Gives the cookie value; the person stays signed in until sign-out or restart. */
  open(personId: string): string;
  find(cookie: string | undefined): string | undefined;
  close(cookie: string | undefined): void;
  clear(): void;
};

export function createBrowserSessions(): BrowserSessions {
  const personIds = new Map<string, string>();
  return {
    open(personId) {
      const cookie = randomBytes(32).toString('base64url');
      personIds.set(hashSecret(cookie), personId);
      return cookie;
    },
    find: (cookie) => (cookie === undefined ? undefined : personIds.get(hashSecret(cookie))),
    close(cookie) {
      if (cookie !== undefined) personIds.delete(hashSecret(cookie));
    },
    clear: () => personIds.clear(),
  };
}
