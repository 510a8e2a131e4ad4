import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSealer } from '@/lib/seal/seal';
import { answerText } from './answer-text';
import { type Channel, CHANNEL_PURPOSE, type ChannelKind, type SealedParts } from './channel';
import { messageOf } from './channel-message';
import { postOutside } from './post-outside';
import { type Roads, sendToChannel } from './send-to-channel';
import { localCertificate, type Receiver, startReceiver } from './testing/receiver';
import { sampleNotice } from './testing/sample-notice';

const sealer = createSealer('a secret of the portal, long enough');
const portal = 'https://siem.contoso.example';
const key = `whsec_${Buffer.from('a key of thirty-two bytes, at all').toString('base64')}`;
const now = new Date();

let secure: Receiver;
let clear: Receiver;
let certificate: Awaited<ReturnType<typeof localCertificate>>;

beforeAll(async () => {
  certificate = await localCertificate();
  [secure, clear] = [await startReceiver(certificate), await startReceiver()];
});
afterAll(async () => {
  await Promise.all([secure.close(), clear.close()]);
});

/** Every name is this machine, as a name server of somebody else may say. */
const everythingIsHere: LookupFunction = (_name, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

const noSuchName: LookupFunction = (_name, _options, callback) =>
  callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), '', 4);

function roads(change: Partial<Roads['outside']> = {}): Roads {
  const privateHosts = new Set(['receiver.example', '127.0.0.1']);
  const outside = { privateHosts, lookup: everythingIsHere, ca: certificate.cert, timeoutMs: 20_000, ...change };
  return { portal, sealer, outside, mail: { server: null, portal, timeoutMs: 1 } };
}

function channel(kind: ChannelKind, target: string): Channel & SealedParts {
  const seal = (text: string) => sealer.seal(`${CHANNEL_PURPOSE} one`, text);
  return {
    ...{ id: 'one', tenantId: 't', kind, name: 'Tickets', shownTarget: new URL(target).origin, locale: 'en' },
    ...{ leastSeverity: 'info', lastDeliveredAt: null, failingSince: null, failures: 0, problem: null },
    ...{ sealedTarget: seal(target), sealedKey: seal(key) },
  };
}

const message = messageOf(sampleNotice({ about: 'ArcSight [x](https://evil.example)' }), {
  ...{ id: 'delivery-1', locale: 'en', portal },
  now: new Date('2026-12-01T00:00:00Z'),
});

const hook = () => `https://receiver.example:${secure.port}/hook?key=aVerySecretCapability`;

describe('a webhook', () => {
  it('is signed so that the published package accepts it, once and for this body', async () => {
    secure.answer(204);
    const sent = await sendToChannel(roads(), channel('webhook', hook()), { message, now });
    expect(sent.ok).toBe(true);
    const [request] = secure.received.slice(-1);
    if (!request) throw new Error('nothing was received');
    const witness = new Webhook(key);
    expect(witness.verify(request.body, { ...request.headers })).toMatchObject({ specversion: '1.0' });
    expect(() => witness.verify(`${request.body} `, { ...request.headers })).toThrow();
    expect(request.path).toBe('/hook?key=aVerySecretCapability');
    expect(request.headers).toMatchObject({
      'webhook-id': 'delivery-1',
      'content-type': 'application/cloudevents+json; charset=utf-8',
    });
  });

  it('carries an event of CloudEvents, with what is needed to act and nothing secret', () => {
    const [request] = secure.received.slice(-1);
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      ...{ specversion: '1.0', id: 'n', source: portal, type: 'siem-connect.notice.secretEnds', subject: 'c' },
      ...{ time: '2026-12-01T00:00:00.000Z', datacontenttype: 'application/json' },
      data: {
        ...{ severity: 'warning', language: 'en', threshold: 'left10', endsAt: '2026-12-12T12:00:00.000Z' },
        address: `${portal}/settings/siem/c`,
      },
    });
    expect(request?.body).not.toContain('whsec_');
  });

  it('is told in our words what the server said, without what it was sent', async () => {
    const say = async () => {
      const sent = await sendToChannel(roads(), channel('webhook', hook()), { message, now });
      return sent.ok ? 'delivered' : answerText('en', sent.error);
    };
    const host = `receiver.example:${secure.port}`;
    secure.answer(401, 'signature\u0000 does\nnot match');
    expect(await say()).toBe(`${host} answered 401: “signature does not match”.`);
    secure.answer(404, 'no /hook?key=aVerySecretCapability here');
    expect(await say()).toBe(`${host} answered 404.`);
    secure.answer(500, 'x'.repeat(100_000));
    expect(await say()).toBe(`${host} answered 500: “${'x'.repeat(200)}”.`);
  });

  it('follows no redirect', async () => {
    secure.answer(307, '', { location: `http://127.0.0.1:${clear.port}/` });
    const before = clear.received.length;
    const sent = await sendToChannel(roads(), channel('webhook', hook()), { message, now });
    expect(sent).toMatchObject({ ok: false, error: { code: 'redirect', status: 307 } });
    expect(clear.received).toHaveLength(before);
  });
});

describe('an address inside a private network', () => {
  const call = (address: string) => ({ url: new URL(address), headers: {}, body: '{}' });

  it.each([
    ...['https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/latest/meta-data', 'https://0x7f.1/'],
    ...['https://2130706433/', 'https://[::ffff:10.0.0.1]/', 'http://contoso.example/', 'https://name.example/'],
  ])('is not called: %s', async (address) => {
    const outside = { ...roads().outside, privateHosts: new Set<string>() };
    expect(await postOutside(call(address), outside)).toMatchObject({ ok: false, error: { code: 'private' } });
  });

  it('is called where whoever runs the portal allows it, even without TLS', async () => {
    clear.answer(200);
    const sent = await postOutside(call(`http://127.0.0.1:${clear.port}/x`), roads().outside);
    expect(sent).toEqual({ ok: true, value: 200 });
  });
});

describe('a receiver that cannot be reached', () => {
  it.each([
    ['an unknown name', { lookup: noSuchName }, 'unknownHost'],
    ['a certificate that nobody trusts', { ca: undefined }, 'certificate'],
  ] as const)('says why: %s', async (_case, change, code) => {
    const { ca, ...outside } = { ...roads().outside, ...change };
    const call = { url: new URL(hook()), headers: {}, body: '{}' };
    const sent = await postOutside(call, { ...outside, ...(ca ? { ca } : {}) });
    expect(sent).toMatchObject({ ok: false, error: { code } });
    if (!sent.ok) expect(answerText('sv', sent.error)).toContain('receiver.example');
  });

  it('is one whose certificate is for another name, or whose port is closed', async () => {
    const closed = await startReceiver();
    await closed.close();
    const outside = { ...roads().outside, privateHosts: new Set(['other.example', '127.0.0.1']) };
    const to = (address: string) => postOutside({ url: new URL(address), headers: {}, body: '' }, outside);
    expect(await to(`https://other.example:${secure.port}/`)).toMatchObject({ error: { code: 'certificate' } });
    expect(await to(`http://127.0.0.1:${closed.port}/`)).toMatchObject({ error: { code: 'unreachable' } });
  });
});

describe('a card for Teams', () => {
  const card = z.object({
    type: z.literal('message'),
    attachments: z.tuple([
      z.object({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        content: z.object({
          type: z.literal('AdaptiveCard'),
          body: z.array(z.object({ type: z.literal('TextBlock'), text: z.string() })),
          actions: z.array(z.object({ type: z.literal('Action.OpenUrl'), url: z.string() })),
        }),
      }),
    ]),
  });

  it('is a message with one adaptive card, in which a name makes no link', async () => {
    secure.answer(202);
    expect((await sendToChannel(roads(), channel('teams', hook()), { message, now })).ok).toBe(true);
    const body: unknown = JSON.parse(secure.received.at(-1)?.body ?? '');
    const [{ content }] = card.parse(body).attachments;
    expect(content.body[0]?.text).toBe('ArcSight \\[x\\]\\(https://evil.example\\): 12 days left');
    expect(content.actions[0]?.url).toBe(`${portal}/settings/siem/c`);
  });
});

it('what was sealed with a key that is gone is said to be so', async () => {
  const other = { ...roads(), sealer: createSealer('another secret, which is long enough too') };
  const sent = await sendToChannel(other, channel('webhook', hook()), { message, now });
  expect(sent).toMatchObject({ ok: false, error: { code: 'sealed' } });
});
