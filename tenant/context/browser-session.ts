import { randomBytes } from 'node:crypto';
import { hashSecret } from '../store/client-secret';
import type { Authentication } from '../tokens/token-claims';

export type BrowserSession = {
  readonly personId: string;
  /** When the person last stood before a page of Entra ID. */
  readonly signedInAt: number;
  /** What the person proved at this sign-in, as id tokens tell it. */
  readonly authentication: Authentication;
  /** Applications that the person was signed in to: sign-out tells them. */
  readonly appIds: readonly string[];
};

export type BrowserSessions = {
  /** Gives the cookie value; the person stays signed in until sign-out or restart. */
  open(session: BrowserSession): string;
  find(cookie: string | undefined): BrowserSession | undefined;
  /** The person stood before a page again. */
  renew(cookie: string | undefined, signedInAt: number): void;
  /** The person was signed in to an application. */
  enter(cookie: string | undefined, appId: string): void;
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
    enter(cookie, appId) {
      const session = this.find(cookie);
      if (cookie === undefined || session === undefined) return;
      sessions.set(hashSecret(cookie), { ...session, appIds: [...new Set([...session.appIds, appId])] });
    },
    close(cookie) {
      if (cookie !== undefined) sessions.delete(hashSecret(cookie));
    },
    clear: () => sessions.clear(),
  };
}
