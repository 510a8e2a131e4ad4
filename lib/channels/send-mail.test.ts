import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailServer } from '@/lib/settings/mail-server';
import { answerText } from './answer-text';
import { messageOf } from './channel-message';
import { sendMail } from './send-mail';
import { listen, localCertificate } from './testing/receiver';
import { sampleNotice } from './testing/sample-notice';

const portal = 'https://siem.contoso.example';
const PASSWORD = 'correct horse';
const servers: SMTPServer[] = [];
let certificate: Awaited<ReturnType<typeof localCertificate>>;

beforeAll(async () => {
  certificate = await localCertificate();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});

/** A mail server on this machine that keeps what it takes. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: string[] = [];
  const server = new SMTPServer({
    ...certificate,
    onAuth: ({ username, password }, _session, callback) => {
      if (username === 'portal' && password === PASSWORD) callback(null, { user: 'portal' });
      else callback(new Error('Invalid credentials'));
    },
    onData: (stream, _session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString('utf8'));
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  servers.push(server);
  const port = await listen(server.server);
  const to = (change: Partial<MailServer> = {}, ca: string | undefined = certificate.cert) =>
    sendMail('soc@contoso.example', swedish, {
      server: {
        ...{ host: 'localhost', port, secure: options.secure === true, user: 'portal', password: PASSWORD },
        from: 'siem-connect@contoso.example',
        ...change,
      },
      ...{ portal, timeoutMs: 20_000 },
      ...(ca ? { ca } : {}),
    });
  return { mails, to };
}

const swedish = messageOf(sampleNotice({ about: 'Säkerhet\r\nBcc: evil@contoso.example' }), {
  ...{ id: 'delivery-1', locale: 'sv', portal },
  now: new Date('2026-12-01T00:00:00Z'),
});

describe('a mail', () => {
  it.each([
    ['STARTTLS', {}],
    ['TLS from the first byte', { secure: true }],
  ])('is handed over by %s, in the language of its readers, the same mail however often', async (_way, options) => {
    const { mails, to } = await mailServer(options);
    expect(await to()).toEqual({ ok: true, value: null });
    expect(await to()).toEqual({ ok: true, value: null });
    const [first = '', second = ''] = mails;
    expect(first).toContain('Message-ID: <delivery-1@siem.contoso.example>');
    expect(second).toContain('Message-ID: <delivery-1@siem.contoso.example>');
    expect(first).toContain('To: soc@contoso.example');
    expect(first).toContain('Auto-Submitted: auto-generated');
    const headers = first.slice(0, first.indexOf('\r\n\r\n'));
    expect(headers).not.toMatch(/^Bcc:/m);
    expect(headers).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(first).not.toContain(PASSWORD);
  });

  it('says what the server said when it is refused', async () => {
    const refusing: SMTPServerOptions = {
      onRcptTo: (_address, _session, callback) =>
        callback(Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 })),
    };
    const sent = await (await mailServer(refusing)).to();
    expect(sent).toMatchObject({ ok: false, error: { code: 'mail', status: 550 } });
    if (!sent.ok) expect(answerText('en', sent.error)).toContain('The mail server answered 550: “550 5.1.1 No such');
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'mailSignIn'],
    ['a certificate of another name', { host: '127.0.0.1' }, 'certificate'],
    ['a closed port', { port: 1 }, 'unreachable'],
  ] as const)('is not sent with %s, and says so', async (_case, change, code) => {
    const { mails, to } = await mailServer();
    expect(await to(change)).toMatchObject({ ok: false, error: { code } });
    expect(mails).toEqual([]);
  });

  it('is not sent without TLS, nor to a server that nobody vouches for', async () => {
    const clear = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    expect(await clear.to({ user: null, password: null })).toMatchObject({ ok: false });
    const { to, mails } = await mailServer();
    expect(await to({}, '')).toMatchObject({ ok: false, error: { code: 'certificate' } });
    expect([...clear.mails, ...mails]).toEqual([]);
  });

  it('needs a server', async () => {
    const sent = await sendMail('soc@contoso.example', swedish, { server: null, portal, timeoutMs: 1 });
    expect(sent).toMatchObject({ ok: false, error: { code: 'smtpMissing' } });
  });
});
