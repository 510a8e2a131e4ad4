import { describe, expect, it } from 'vitest';
import { stepProblemSchema } from '@/lib/connector/connector';
import type { ServiceError } from '@/lib/http/service-error';
import { fromEntra, fromGraph, fromProbe } from './step-problem';

const words = 'words of the service';
const graphError = (change: Partial<ServiceError>): ServiceError => ({
  ...{ kind: 'badRequest', status: 400, code: 'Some_Code', message: words, requestId: 'r', retryAfterSeconds: 7 },
  network: null,
  ...change,
});

describe('fromGraph', () => {
  it.each([
    ['unauthorized', 'signInAgain'],
    ['forbidden', 'forbidden'],
    ['notFound', 'refused'],
    ['conflict', 'refused'],
    ['badRequest', 'refused'],
    ['throttled', 'throttled'],
    ['unavailable', 'unavailable'],
    ['unreachable', 'unreachable'],
    ['malformed', 'malformed'],
  ] as const)('calls %s %s, keeps the request id and the code, and drops the words', (kind, cause) => {
    const problem = fromGraph(graphError({ kind, status: 418 }));
    expect(problem).toEqual({ kind: 'problem', cause, status: 418, aadsts: null, requestId: 'r', code: 'Some_Code' });
    expect(stepProblemSchema.parse(problem)).toEqual(problem);
  });

  it.each(['CredentialTypeNotAllowedAsPerAppPolicy', 'CredentialInvalidLifetimeAsPerAppPolicy'])(
    'knows %s for the policy of the tenant',
    (code) => {
      expect(fromGraph(graphError({ code })).cause).toBe('policy');
    },
  );
});

describe('fromEntra', () => {
  it('tells a refusal, with its number, from silence', () => {
    expect(fromEntra({ kind: 'secret', aadsts: 7000222, correlationId: 'c' })).toEqual({
      ...{ kind: 'problem', cause: 'entra', status: null, aadsts: 7000222, requestId: 'c' },
      finding: 'AADSTS7000222',
    });
    expect(fromEntra({ kind: 'unreachable', aadsts: null, correlationId: null }).cause).toBe('unreachable');
  });
});

describe('fromProbe', () => {
  it.each([
    ['unauthorized', 'alertsApi'],
    ['forbidden', 'alertsApi'],
    ['badRequest', 'alertsApi'],
    ['notFound', 'alertsApi'],
    ['throttled', 'throttled'],
    ['unavailable', 'unavailable'],
  ] as const)('calls %s %s', (kind, cause) => {
    const finding = cause === 'alertsApi' ? { finding: 'http400' } : {};
    const problem = { kind: 'problem', cause, status: 400, aadsts: null, requestId: 'r', ...finding };
    expect(fromProbe(graphError({ kind, status: 400, requestId: 'r' }))).toEqual(problem);
  });
});
