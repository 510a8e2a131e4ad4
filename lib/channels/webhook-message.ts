import { createHmac } from 'node:crypto';
import type { ChannelMessage } from './channel-message';

/** How the specification writes a symmetric key: this, and its bytes in base64. */
export const KEY_PREFIX = 'whsec_';

/** The event as CloudEvents 1.0 has it, in structured mode. @param source PORTAL_URL */
export function cloudEvent(message: ChannelMessage, source: string): string {
  const { eventId, type, subject, at, severity, title, text, address, locale, facts } = message;
  return JSON.stringify({
    ...{ specversion: '1.0', id: eventId, source, type, subject, time: at.toISOString() },
    datacontenttype: 'application/json',
    data: { severity, title, text, address, language: locale, ...facts },
  });
}

/**
 * The headers that a receiver verifies the message by.
 *
 * @param key `whsec_` and base64
 * @param at milliseconds since the epoch, of this try
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signatureHeaders(
  { id, body }: { readonly id: string; readonly body: string },
  key: string,
  at: number,
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1_000));
  const bytes = Buffer.from(key.slice(KEY_PREFIX.length), 'base64');
  const signature = createHmac('sha256', bytes).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
