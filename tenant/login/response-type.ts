import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { aadsts, type Aadsts } from '../entra/aadsts';
import { parameter } from '../entra/token-request';
import type { Application } from '../store/application';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

const known = ['code', 'id_token', 'token'] as const;
export type ResponseType = (typeof known)[number];

/** Tokens without a code only for applications that turned them on, and never without a nonce or in a query. */
export function readResponseTypes(
  form: URLSearchParams,
  { web }: Application,
): Result<readonly ResponseType[], Aadsts> {
  const text = parameter(form, 'response_type');
  if (text === undefined) return fail(aadsts.missingParameter('response_type'));
  const words = text.split(' ');
  const types = known.filter((type) => words.includes(type));
  if (types.length !== words.length) return fail(aadsts.unsupportedResponseType(text));
  if (types.join() === 'code') return succeed(types);
  const { enableIdTokenIssuance, enableAccessTokenIssuance } = web.implicitGrantSettings;
  if (types.includes('id_token') && !enableIdTokenIssuance) return fail(aadsts.implicitIsOff('id_token'));
  if (types.includes('token') && !enableAccessTokenIssuance) return fail(aadsts.implicitIsOff('token'));
  if (form.get('response_mode') === 'query') return fail(aadsts.queryForTokens());
  const needsNonce = types.includes('id_token') && parameter(form, 'nonce') === undefined;
  return needsNonce ? fail(aadsts.missingParameter('nonce')) : succeed(types);
}

/** A fragment where tokens come with the answer, a query where it is a code. */
export function readResponseMode(form: URLSearchParams): ResponseMode {
  const mode = form.get('response_mode');
  if (mode === 'fragment' || mode === 'form_post') return mode;
  return /token/.test(form.get('response_type') ?? '') ? 'fragment' : 'query';
}
