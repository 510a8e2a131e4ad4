import { fail, type Result, succeed } from '@/lib/result';

/** The server that mails are handed to. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS, which is asked for in any case. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
};

/** Whether a text is one plain mail address. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]+[.][^\s@<>"(),:;\\[\]]{2,}$/.test(text);
}

type Given = {
  readonly SMTP_SERVER?: string | undefined;
  readonly SMTP_USER?: string | undefined;
  readonly SMTP_PASSWORD?: string | undefined;
  readonly SMTP_FROM?: string | undefined;
};

/** @returns null where none is configured, or a sentence that begins with a setting's name */
export function readMailServer(given: Given): Result<MailServer | null, string> {
  const { SMTP_SERVER: address, SMTP_USER: user, SMTP_PASSWORD: password, SMTP_FROM: from } = given;
  if (address === undefined) return succeed(null);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || url.username !== '' || url.pathname.length > 1)
    return fail('SMTP_SERVER must be smtp://host:587 (STARTTLS) or smtps://host:465 (TLS), without a user');
  if (from === undefined) return fail('SMTP_FROM is missing: the address that mails come from');
  if (!isMailAddress(from)) return fail('SMTP_FROM must be one mail address');
  if ((user === undefined) !== (password === undefined)) return fail('SMTP_USER and SMTP_PASSWORD go together');
  const secure = url.protocol === 'smtps:';
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  return succeed({ host: url.hostname, port, secure, user: user ?? null, password: password ?? null, from });
}
