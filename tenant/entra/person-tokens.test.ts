import { addressOf } from '@siem-connect/testing/http-browser';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tenantId } from '../seed/tenant-identity';
import {
  browserFor,
  claimsOf,
  obtainCode,
  pkcePair,
  portalCallback,
  portalClient,
  postToken,
  readAnswer,
  textOf,
  type JsonAnswer,
} from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const scope = 'openid profile email offline_access User.Read Application.Read.All';

function redeem(tenant: TestTenant, code: string, more: Record<string, string> = {}): Promise<JsonAnswer> {
  return postToken(tenant, {
    ...portalClient,
    grant_type: 'authorization_code',
    redirect_uri: portalCallback,
    code,
    ...more,
  });
}

function refresh(tenant: TestTenant, token: unknown, more: Record<string, string> = {}): Promise<JsonAnswer> {
  return postToken(tenant, { ...portalClient, grant_type: 'refresh_token', refresh_token: textOf(token), ...more });
}

describe('a code is refused', () => {
  it('the second time', async () => {
    const tenant = await createTestTenant();
    const code = await obtainCode(tenant, { alias: 'user', scope });
    expect((await redeem(tenant, code)).status).toBe(200);
    expect((await redeem(tenant, code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });

  it('after ten minutes', async () => {
    const tenant = await createTestTenant();
    const code = await obtainCode(tenant, { alias: 'user', scope });
    tenant.advance(600_000);
    expect((await redeem(tenant, code)).body).toMatchObject({ error_codes: [70008] });
  });

  it('with another verifier, with none, or with one that was never announced', async () => {
    const tenant = await createTestTenant();
    const { verifier, challenge } = pkcePair();
    const parameters = { code_challenge: challenge, code_challenge_method: 'S256' };
    const announced = () => obtainCode(tenant, { alias: 'user', scope, parameters });
    expect((await redeem(tenant, await announced(), { code_verifier: 'wrong' })).body).toMatchObject({
      error_codes: [501481],
    });
    expect((await redeem(tenant, await announced())).body).toMatchObject({ error_codes: [501481] });
    const plain = await obtainCode(tenant, { alias: 'user', scope });
    expect((await redeem(tenant, plain, { code_verifier: verifier })).body).toMatchObject({ error_codes: [501481] });
    expect((await redeem(tenant, await announced(), { code_verifier: verifier })).status).toBe(200);
  });

  it('at another address', async () => {
    const tenant = await createTestTenant();
    const code = await obtainCode(tenant, { alias: 'user', scope });
    const answer = await redeem(tenant, code, { redirect_uri: 'http://localhost:3000/other' });
    expect(answer.body).toMatchObject({ error_codes: [50011] });
  });

  it('for more than was asked for when it was issued', async () => {
    const tenant = await createTestTenant();
    const code = await obtainCode(tenant, { alias: 'user', scope: 'openid User.Read' });
    const answer = await redeem(tenant, code, { scope: 'Application.Read.All' });
    expect(answer.body).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
  });
});

describe('tokens for a person', () => {
  it('carry exactly the scopes asked for, and who it is', async () => {
    const tenant = await createTestTenant();
    const code = await obtainCode(tenant, { alias: 'security-app-admin', scope, parameters: { nonce: 'n1' } });
    const { body } = await redeem(tenant, code, { client_info: '1', 'x-client-SKU': 'msal.js.node' });
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3599,
      scope: 'User.Read Application.Read.All openid profile email',
    });
    const access = claimsOf(body.access_token);
    expect(access).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${tenantId}/`,
      scp: 'openid profile email User.Read Application.Read.All',
      upn: 'security-app-admin@contoso.example',
      appid: portalClient.client_id,
      app_displayname: 'SIEM Connect',
      idtyp: 'user',
      ver: '1.0',
    });
    const id = claimsOf(body.id_token);
    expect(id).toMatchObject({
      aud: portalClient.client_id,
      iss: `${testOrigins.api}/${tenantId}/v2.0`,
      ver: '2.0',
      nonce: 'n1',
      tid: tenantId,
      oid: access.oid,
      name: 'Sara Appelgren',
      preferred_username: 'security-app-admin@contoso.example',
      email: 'security-app-admin@contoso.example',
    });
    expect(id.wids).toEqual(access.wids);
    expect(id.wids).toContain('194ae4cb-b126-40b2-bd5b-6091b380977d');
    expect(id.uti).not.toBe(access.uti);
    const info: unknown = JSON.parse(Buffer.from(textOf(body.client_info), 'base64url').toString());
    expect(info).toEqual({ uid: access.oid, utid: tenantId });
  });

  it('are signed with the key of the JWKS document', async () => {
    const tenant = await createTestTenant();
    const { body } = await redeem(tenant, await obtainCode(tenant, { alias: 'user', scope }));
    const keys = await readAnswer(await tenant.apiApp.request(`${testOrigins.api}/${tenantId}/discovery/v2.0/keys`));
    const keySet = createLocalJWKSet(z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).parse(keys.body));
    const { payload } = await jwtVerify(textOf(body.id_token), keySet, {
      currentDate: new Date(tenant.tenant.clock.now()),
    });
    expect(payload.tid).toBe(tenantId);
  });

  it('name roles that are held through a group', async () => {
    const tenant = await createTestTenant();
    const { body } = await redeem(tenant, await obtainCode(tenant, { alias: 'security-reader', scope }));
    expect(claimsOf(body.access_token).wids).toContain('5d6b6bb7-de71-4623-b4af-96380a352509');
  });

  it('leave out what was not asked for: no id token, no refresh token', async () => {
    const tenant = await createTestTenant();
    const { body } = await redeem(tenant, await obtainCode(tenant, { alias: 'user', scope: 'User.Read' }));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['id_token']));
    expect(body).not.toHaveProperty('refresh_token');
    expect(claimsOf(body.access_token).scp).toBe('User.Read');
  });

  it('carry everything consented for .default', async () => {
    const tenant = await createTestTenant();
    const code = await obtainCode(tenant, { alias: 'user', scope: 'https://graph.microsoft.com/.default' });
    const { body } = await redeem(tenant, code);
    expect(textOf(claimsOf(body.access_token).scp).split(' ').sort()).toEqual(
      [
        'Application.Read.All',
        'Organization.Read.All',
        'Policy.Read.All',
        'RoleManagement.Read.Directory',
        'User.Read',
        'email',
        'openid',
        'profile',
      ].sort(),
    );
  });
});

describe('a refresh token', () => {
  it('gives a new one at each use, the old one stays valid, both for 90 days', async () => {
    const tenant = await createTestTenant();
    const first = await redeem(tenant, await obtainCode(tenant, { alias: 'user', scope }));
    const second = await refresh(tenant, first.body.refresh_token);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    tenant.advance(89 * 86_400_000);
    expect((await refresh(tenant, first.body.refresh_token)).status).toBe(200);
    tenant.advance(2 * 86_400_000);
    expect((await refresh(tenant, first.body.refresh_token)).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [700082],
    });
  });

  it('reaches other scopes that are consented, and no others', async () => {
    const tenant = await createTestTenant();
    const first = await redeem(tenant, await obtainCode(tenant, { alias: 'user', scope }));
    const policy = await refresh(tenant, first.body.refresh_token, { scope: 'Policy.Read.All' });
    expect(claimsOf(policy.body.access_token).scp).toBe('Policy.Read.All');
    const refused = await refresh(tenant, first.body.refresh_token, { scope: 'Application.ReadWrite.All' });
    expect(refused.body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] });
    const unknown = await refresh(tenant, first.body.refresh_token, { scope: 'Nonsense.Read' });
    expect(unknown.body).toMatchObject({ error: 'invalid_scope', error_codes: [70011] });
    const two = await refresh(tenant, first.body.refresh_token, {
      scope: 'User.Read https://api.securitycenter.microsoft.com/Alert.Read',
    });
    expect(two.body).toMatchObject({ error_codes: [28000] });
  });

  it('is worth nothing once the consent is gone', async () => {
    const tenant = await createTestTenant();
    const first = await redeem(tenant, await obtainCode(tenant, { alias: 'user', scope }));
    await tenant.set({ portalConsent: ['User.Read'] });
    expect((await refresh(tenant, first.body.refresh_token)).body).toMatchObject({ error_codes: [65001] });
  });

  it('comes from the v1.0 endpoint without being asked for', async () => {
    const tenant = await createTestTenant();
    const browser = browserFor(tenant);
    const query = new URLSearchParams({
      client_id: portalClient.client_id,
      response_type: 'code',
      redirect_uri: portalCallback,
      resource: 'https://graph.microsoft.com',
      login_hint: 'user@contoso.example',
    });
    const landing = await browser.get(`${testOrigins.browser}/${tenantId}/oauth2/authorize?${query.toString()}`);
    const form = {
      ...portalClient,
      grant_type: 'authorization_code',
      code: addressOf(landing).searchParams.get('code') ?? '',
      redirect_uri: portalCallback,
    };
    const answer = await postToken(tenant, form, `/${tenantId}/oauth2/token`);
    expect(answer.body).toMatchObject({ resource: 'https://graph.microsoft.com', expires_in: '3599' });
    const again = await postToken(
      tenant,
      { ...portalClient, grant_type: 'refresh_token', refresh_token: textOf(answer.body.refresh_token) },
      `/${tenantId}/oauth2/token`,
    );
    expect(claimsOf(again.body.access_token)).toMatchObject({ aud: 'https://graph.microsoft.com', idtyp: 'user' });
  });
});
