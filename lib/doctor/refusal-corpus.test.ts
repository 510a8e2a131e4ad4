import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { type DetectionRefusal, refusalResponse } from '@/lib/detections/detection-refusal';
import { serviceError } from '@/lib/http/service-error';
import { defenderRefusals } from '../../tenant/defender/defender-refusal';
import { aadsts } from '../../tenant/entra/aadsts';
import { refusals } from '../../tenant/graph/protocol/graph-refusal';
import { documentedRefusals } from '../../tenant/testing/documented-refusals';
import { examineText } from './examine-text';
import type { FindingId } from './finding-id';

/** Stands for whatever a refusal is told: a name, a list of names, or an application. */
const anything = Object.assign(['sample'], {
  ...{ appId: '0a1b2c3d-0000-4000-8000-0000000000aa', displayName: 'Sample' },
  identifierUris: ['api://sample'],
});

const made = z.object({ code: z.string(), message: z.string() });
const numbered = z.object({ number: z.number(), error: z.string(), message: z.string() });

const make = (factory: (...values: never[]) => unknown): unknown =>
  Reflect.apply(factory, undefined, [anything, anything]);
const first = (text: string) => examineText(text).findings[0]?.id;

describe('every refusal of the embedded tenant has words', () => {
  test.each(Object.entries(refusals))('Graph: %s', (_, factory) => {
    const { code, message } = made.parse(make(factory));
    expect(first(JSON.stringify({ error: { code, message } }))).toBeDefined();
  });

  test.each(Object.entries(defenderRefusals))('Defender: %s', (_, factory) => {
    const { code, message } = made.parse(make(factory));
    expect(first(JSON.stringify({ error: { code, message } }))).toBeDefined();
  });

  test.each(Object.entries(aadsts))('Entra ID: %s', (_, factory) => {
    const { number, error, message } = numbered.parse(make(factory));
    expect(first(JSON.stringify({ error, error_description: `AADSTS${number}: ${message}` }))).toBe(`AADSTS${number}`);
  });

  test.each(['graph', 'token', 'defender'] as const)('as documented, of %s', (service) => {
    const silent = documentedRefusals(service).filter(({ body }) => first(JSON.stringify(body)) === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

type Of<Kind> = Extract<DetectionRefusal, { kind: Kind }>;
type Case = readonly [DetectionRefusal, FindingId];

/** The compiler asks for each new problem of a token, and for each new fault of Microsoft's answer. */
const token: Readonly<Record<Of<'token'>['problem'], FindingId>> = {
  missing: 'detectionsNoToken',
  unreadable: 'detectionsNoToken',
  retiredAudience: 'retiredResource',
  otherAudience: 'wrongAudience',
  otherTenant: 'detectionsOtherTenant',
  otherIssuer: 'detectionsOtherTenant',
  unsigned: 'detectionsNoToken',
  unknownKey: 'detectionsNoToken',
  forged: 'detectionsNoToken',
  expired: 'detectionsRefused',
  notYet: 'detectionsRefused',
  refusedBefore: 'detectionsRefused',
};
const upstream: Readonly<Record<Of<'upstream'>['problem']['kind'], FindingId>> = {
  unauthorized: 'detectionsRefused',
  forbidden: 'detectionsForbidden',
  throttled: 'TooManyRequests',
  unavailable: 'detectionsNoAnswer',
  unreachable: 'detectionsNoAnswer',
  aborted: 'detectionsNoAnswer',
  notFound: 'detectionsNoAnswer',
  conflict: 'detectionsNoAnswer',
  badRequest: 'detectionsNoAnswer',
  malformed: 'detectionsNoAnswer',
  tooLarge: 'detectionsNoAnswer',
};
const others: Readonly<Record<Exclude<DetectionRefusal['kind'], 'token' | 'upstream'>, Case>> = {
  off: [{ kind: 'off' }, 'detectionsOff'],
  parameter: [
    { kind: 'parameter', parameter: 'sinceTimeUtc', message: 'must be a time in UTC such as 2026-01-31T08:00:00.000Z' },
    'detectionsParameter',
  ],
  busy: [{ kind: 'busy' }, 'detectionsBusy'],
  blocked: [{ kind: 'blocked', seconds: 60 }, 'detectionsBusy'],
};
const keys = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
  z.array(z.custom<Key>((key) => typeof key === 'string' && key in record)).parse(Object.keys(record));

const cases: readonly Case[] = [
  ...keys(token).map((problem): Case => [{ kind: 'token', problem, cloud: cloudWith({}) }, token[problem]]),
  ...keys(upstream).map((kind): Case => [{ kind: 'upstream', problem: serviceError({ kind }) }, upstream[kind]]),
  ...Object.values(others),
];

test.each(cases)('the portal’s own refusal %o is told for what it is', async (refusal, finding) => {
  const body = await refusalResponse(refusal).text();
  expect(first(body)).toBe(finding);
  expect(first(`GET https://siem.contoso.example/api/alerts -> ${body}`)).toBe(finding);
});
