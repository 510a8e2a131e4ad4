import { findGraphRefusal, findSignInRefusal, findStatusRefusal } from '@/lib/doctor/refusal-finding';
import { type EntraProblem, isNotHeardOfYet } from '@/lib/entra/entra-problem';
import { isPolicyRefusal } from '@/lib/graph/graph-error';
import type { ServiceError, ServiceErrorKind } from '@/lib/http/service-error';
import { fail, type Result } from '@/lib/result';
import type { NetworkCause } from '@/lib/http/network-kind';
import type { StepProblem } from '@/lib/connector/connector';
import { notReplicatedYet } from './replication';

const graphCauses: Readonly<Record<ServiceErrorKind, StepProblem['cause']>> = {
  unauthorized: 'signInAgain',
  forbidden: 'forbidden',
  notFound: 'refused',
  conflict: 'refused',
  badRequest: 'refused',
  throttled: 'throttled',
  unavailable: 'unavailable',
  unreachable: 'unreachable',
  malformed: 'malformed',
  tooLarge: 'malformed',
  aborted: 'unreachable',
};

export function fromGraph(error: ServiceError): StepProblem {
  const cause = isPolicyRefusal(error) ? 'policy' : graphCauses[error.kind];
  const { status, requestId } = error;
  return { kind: 'problem', cause, status, aadsts: null, requestId, ...nameRefusal(error), ...networkOf(error) };
}

function networkOf({ network }: { readonly network?: NetworkCause | null }): Pick<StepProblem, 'network'> {
  return network ? { network } : {};
}

/** Names of errors are short words; anything else could be somebody's text. */
const CODE = /^[A-Za-z][A-Za-z0-9_.]{2,79}$/;

function nameRefusal({ code, message }: ServiceError): Pick<StepProblem, 'finding' | 'code'> {
  const finding = findGraphRefusal(code, message);
  return { ...(finding && { finding }), ...(code && CODE.test(code) && { code }) };
}

export function fromEntra(problem: EntraProblem): StepProblem {
  const passing = (['throttled', 'unavailable', 'unreachable'] as const).find((kind) => kind === problem.kind);
  const cause = passing ?? 'entra';
  const { aadsts, correlationId: requestId } = problem;
  const finding = aadsts === null ? {} : { finding: findSignInRefusal(aadsts) };
  return { kind: 'problem', cause, status: null, aadsts, requestId, ...finding, ...networkOf(problem) };
}

/** Why Entra gave no token to an application that may be too new for the replica that was asked. */
export function tokenProblem(problem: EntraProblem): Result<never, StepProblem> {
  return isNotHeardOfYet(problem) ? notReplicatedYet(fromEntra(problem)) : fail(fromEntra(problem));
}

/** A refusal of an alerts API says that the permission does not open it. */
const alertsCauses: Readonly<Partial<Record<ServiceErrorKind, StepProblem['cause']>>> = {
  unauthorized: 'alertsApi',
  forbidden: 'alertsApi',
  notFound: 'alertsApi',
  conflict: 'alertsApi',
  badRequest: 'alertsApi',
};

export function fromProbe({ kind, status, requestId, network }: ServiceError): StepProblem {
  const cause = alertsCauses[kind] ?? graphCauses[kind];
  const finding = cause === 'alertsApi' ? findStatusRefusal(status) : null;
  return {
    kind: 'problem',
    cause,
    status,
    aadsts: null,
    requestId,
    ...(finding && { finding }),
    ...networkOf({ network }),
  };
}

/** The same answer, with the problem as a step keeps it. */
export function toProblem<Value>(answer: Result<Value, ServiceError>): Result<Value, StepProblem> {
  return answer.ok ? answer : fail(fromProbe(answer.error));
}

export function plainProblem(cause: StepProblem['cause']): StepProblem {
  return { kind: 'problem', cause, status: null, aadsts: null, requestId: null };
}

/** Graph has judged the request and done nothing. */
export function isRefused({ status }: StepProblem): boolean {
  return status === 400 || status === 401 || status === 403;
}

/** Graph has not carried the request out; repeated later, it may. */
export function isPutOff({ status }: StepProblem): boolean {
  return status === 409 || status === 429;
}
