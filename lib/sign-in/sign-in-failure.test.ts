import { describe, expect, it } from 'vitest';
import { noteFailure, watchSignIn } from './sign-in-failure';

/** What is found when next-auth logs this meanwhile. */
async function found(error: object, code = 'OAUTH_CALLBACK_ERROR') {
  const { failure } = await watchSignIn(() => {
    noteFailure(code, { error, providerId: 'entra' });
    return Promise.resolve('answer');
  });
  return failure;
}

const correlationId = 'aaaa0000-bb11-2222-33cc-444444dddddd';

describe('watchSignIn', () => {
  it('finds what the token endpoint refused, without its words', async () => {
    const words = `AADSTS7000222: hunter2 keys (expired). Correlation ID: ${correlationId} Timestamp: x`;
    const failure = await found(new Error(`invalid_client (${words})`));
    expect(failure).toEqual({ problem: { kind: 'secret', aadsts: 7000222, correlationId } });
  });

  it.each([
    ['cut', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['timeout', new Error('outgoing request timed out after 10000ms')],
    ['name', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })],
    ['untrusted', Object.assign(new Error('unable to'), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })],
    ['untrusted', Object.assign(new Error('self'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    ['expired', Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' })],
    ['proxy', Object.assign(new Error('tunnel'), { code: 'ERR_PROXY_TUNNEL' })],
  ])('finds why Microsoft is not reached: %s', async (kind, error) => {
    expect(await found(error)).toMatchObject({ problem: { kind: 'unreachable', network: { kind } } });
  });

  it.each([
    ['clock', new Error('JWT not active yet, now 1, nbf 9')],
    ['clock', new Error('id_token issued in the future, now 1, iat 9')],
    ['unavailable', new Error('expected 200 OK, got: 503 Service Unavailable')],
  ])('finds that it is a matter of %s', async (kind, error) => {
    expect(await found(error)).toEqual({ problem: { kind, aadsts: null, correlationId: null } });
    expect(await found(error, 'SIGNIN_OAUTH_ERROR')).toMatchObject({ problem: { kind } });
  });

  it('blames nobody for a state that does not fit', async () => {
    expect(await found(new TypeError('state mismatch, expected a, got: b'))).toEqual({ problem: null });
  });

  it('finds nothing where nothing was told, or something else', async () => {
    expect((await watchSignIn(() => Promise.resolve('answer'))).failure).toBeNull();
    expect(await found(new Error('x'), 'SIGNOUT_ERROR')).toBeNull();
  });

  it('keeps requests apart that come at once', async () => {
    const both = await Promise.all([
      watchSignIn(async () => {
        await Promise.resolve();
        noteFailure('OAUTH_CALLBACK_ERROR', { error: new Error('server_error (AADSTS90033: busy)') });
      }),
      watchSignIn(() => Promise.resolve()),
    ]);
    expect(both.map(({ failure }) => failure?.problem?.kind)).toEqual(['unavailable', undefined]);
  });
});
