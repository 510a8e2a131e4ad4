import { alertApis, findApi } from '@/lib/cloud/alert-api';
import type { Cloud } from '@/lib/cloud/cloud';
import type { ServiceError } from '@/lib/http/service-error';
import type { TokenProblem } from './caller-token';
import type { ParameterProblem } from './detection-query';

/** Why a request gets no rows. */
export type DetectionRefusal =
  | { readonly kind: 'off' }
  | ({ readonly kind: 'parameter' } & ParameterProblem)
  | { readonly kind: 'token'; readonly problem: TokenProblem; readonly cloud: Cloud }
  | { readonly kind: 'busy' }
  /** Microsoft refused too many tokens from this address. */
  | { readonly kind: 'blocked'; readonly seconds: number }
  | { readonly kind: 'upstream'; readonly problem: ServiceError };

type Answer = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const BUSY_SECONDS = '10';

/** The refusal as the caller gets it: JSON in English, like the APIs that it stands before. */
export function refusalResponse(refusal: DetectionRefusal): Response {
  const { status, headers, ...error } = answerTo(refusal);
  return Response.json({ error }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

function answerTo(refusal: DetectionRefusal): Answer {
  switch (refusal.kind) {
    case 'off':
      return { status: 404, code: 'NotFound', message: 'The detections API of this portal is switched off.' };
    case 'parameter': {
      const { parameter, message } = refusal;
      return { status: 400, code: 'BadRequest', message: `${parameter} ${message}.`, target: parameter };
    }
    case 'token':
      return unauthorized(tokenMessage(refusal.problem, refusal.cloud));
    case 'busy':
      return {
        status: 429,
        code: 'TooManyRequests',
        message: 'Too many requests of this caller are still being answered. Try again when one has ended.',
        headers: { 'retry-after': BUSY_SECONDS },
      };
    case 'blocked':
      return {
        status: 429,
        code: 'TooManyRequests',
        message: 'Microsoft refused many tokens that came from this address. Try again later, with a token that works.',
        headers: { 'retry-after': String(refusal.seconds) },
      };
    case 'upstream':
      return upstreamAnswer(refusal.problem);
  }
}

const tokenMessages: Readonly<Record<Exclude<TokenProblem, 'missing'>, string>> = {
  unreadable: 'The bearer token is no token of Microsoft Entra ID.',
  retiredAudience: 'The token was asked for the retired SIEM API.',
  otherAudience: 'The token is for another API.',
  otherTenant: 'The token is of another tenant than this portal, or names none.',
  unsigned: 'The bearer token is no token of Microsoft Entra ID: it is not signed.',
  otherIssuer: 'The token is of another tenant than this portal: its issuer is.',
  expired: 'The token has expired.',
  notYet: 'The token is not valid yet: the clocks differ.',
  unknownKey: 'The bearer token is no token of Microsoft Entra ID: its key is not one of the tenant.',
  forged: 'The bearer token is no token of Microsoft Entra ID: its signature is wrong.',
  refusedBefore: 'Microsoft refused this token a moment ago.',
};

function tokenMessage(problem: TokenProblem, cloud: Cloud): string {
  if (problem === 'missing') return 'The Authorization header has no bearer token.';
  const scopes = alertApis.flatMap((api) => {
    const endpoint = findApi(cloud, api, 'global');
    return endpoint ? [`${endpoint.resource}/.default`] : [];
  });
  const advice =
    scopes.length > 0
      ? `Ask for a token with the scope ${scopes.join(', or ')}.`
      : 'The cloud of this portal has no API for alerts.';
  return `${tokenMessages[problem]} ${advice}`;
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function unauthorized(message: string): Answer {
  return { status: 401, code: 'Unauthorized', message, headers: { 'www-authenticate': 'Bearer' } };
}

function upstreamAnswer({ kind, requestId, retryAfterSeconds }: ServiceError): Answer {
  const headers = {
    ...(retryAfterSeconds !== null && { 'retry-after': String(Math.ceil(retryAfterSeconds)) }),
    ...(requestId !== '' && { 'x-upstream-request-id': requestId }),
  };
  switch (kind) {
    case 'unauthorized':
      return {
        ...unauthorized('Microsoft refused the token. It may have expired.'),
        headers: { ...headers, 'www-authenticate': 'Bearer' },
      };
    case 'forbidden':
      return { status: 403, code: 'Forbidden', message: forbidden, headers };
    case 'throttled':
      return { status: 429, code: 'TooManyRequests', message: 'Microsoft asks to come back later.', headers };
    case 'unavailable':
      return { status: 503, code: 'ServiceUnavailable', message: 'Microsoft cannot answer at the moment.', headers };
    case 'unreachable':
    case 'aborted':
      return { status: 504, code: 'GatewayTimeout', message: 'The portal got no answer from Microsoft.', headers };
    case 'notFound':
    case 'conflict':
    case 'badRequest':
    case 'malformed':
    case 'tooLarge':
      return {
        status: 502,
        code: 'BadGateway',
        message: 'Microsoft gave an answer that the portal cannot use.',
        headers,
      };
  }
}

const forbidden =
  'Microsoft refuses these alerts to the caller. The token needs Alert.Read.All (Defender) or SecurityAlert.Read.All (Graph), and the tenant needs Defender for Endpoint.';
