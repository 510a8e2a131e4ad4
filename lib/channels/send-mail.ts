import 'server-only';
import { createTransport } from 'nodemailer';
import { noticeTranslator } from '@/lib/notices/notice-text';
import { fail, type Result, succeed } from '@/lib/result';
import type { MailServer } from '@/lib/settings/mail-server';
import type { DeliveryProblem } from './channel';
import type { ChannelMessage } from './channel-message';

export type MailRoad = {
  /** Null: none is configured. */
  readonly server: MailServer | null;
  /** PORTAL_URL. */
  readonly portal: string;
  readonly timeoutMs: number;
  /** Certificates to trust besides Node's own, for tests. */
  readonly ca?: string;
};

const LONGEST_TEXT = 200;

/** Mails a message over TLS; a server that offers none is not used. The id of the message makes it one mail for good. */
export async function sendMail(
  to: string,
  message: ChannelMessage,
  { server, portal, timeoutMs, ca }: MailRoad,
): Promise<Result<null, DeliveryProblem>> {
  if (!server) return fail({ code: 'smtpMissing', host: '', status: null, text: null });
  const { host, port, secure, user, password, from } = server;
  const t = noticeTranslator(message.locale);
  const transport = createTransport({
    ...{ host, port, secure, requireTLS: !secure, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs },
    ...{ socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true },
    ...(user !== null && password !== null ? { auth: { user, pass: password } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
  });
  try {
    await transport.sendMail({
      from,
      to: [{ name: '', address: to }],
      subject: t('message.subject', { title: message.title }),
      text: [message.text, message.address, t('message.footer', { portal })].join('\n\n'),
      date: message.at,
      messageId: `<${message.id}@${new URL(portal).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.locale },
    });
    return succeed(null);
  } catch (error) {
    return fail(mailProblem(error, { host, password }));
  } finally {
    transport.close();
  }
}

type Asked = { readonly host: string; readonly password: string | null };

function mailProblem(error: unknown, { host, password }: Asked): DeliveryProblem {
  const found = error instanceof Error ? error : new Error('unknown');
  const code = 'code' in found ? String(found.code) : '';
  const status = 'responseCode' in found ? Number(found.responseCode) : null;
  const said = 'response' in found && typeof found.response === 'string' ? found.response : null;
  const line = said?.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, LONGEST_TEXT) ?? null;
  const text = line !== null && password !== null && line.includes(password) ? null : line;
  if (code === 'EAUTH') return { code: 'mailSignIn', host, status, text: text ?? '' };
  if (status !== null) return { code: 'mail', host, status, text: text ?? '' };
  return { code: connectionCause(code, found.message), host, status: null, text: null };
}

function connectionCause(code: string, message: string): DeliveryProblem['code'] {
  if (code === 'ETIMEDOUT') return 'slow';
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(message)) return 'unknownHost';
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(message)) return 'unreachable';
  return code === 'ETLS' || /certificate|altnames|self.signed|STARTTLS/i.test(message) ? 'certificate' : 'broken';
}
