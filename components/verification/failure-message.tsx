import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemCodes, ProblemText, ProblemMessage } from '@/components/problem/problem-message';
import { RefusalMessage } from '@/components/doctor/refusal-message';
import { useDefenderPortal } from '@/components/shell/cloud-pages';
import type { StepProblem } from '@/lib/connector/connector';
import type { FindingId } from '@/lib/doctor/finding-id';
import { findSignInRefusal, findStatusRefusal } from '@/lib/doctor/refusal-finding';
import type { VerificationProblem } from '@/lib/verification/verification';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type FailureProps = {
  readonly failure: VerificationProblem;
  /** Permissions that the token should carry and does not. */
  readonly missing: readonly string[];
};

/** The cause as exactly as it is known, and what mends it. */
export function FailureMessage({ failure, missing }: FailureProps) {
  const t = useTranslations('verify.causes');
  const portal = useDefenderPortal();
  const { problem } = failure;
  const cause = causeOf(failure, missing);
  const found = cause ? null : findRefusal(failure);
  if (!cause && !found) return <ProblemMessage problem={problem} />;
  return (
    <>
      {found && <RefusalMessage id={found} otherwise={<ProblemText problem={problem} />} />}
      {cause && t.rich(cause, { roles: missing.join(', '), portal, code })}
      <ProblemCodes problem={problem} />
    </>
  );
}

/** What the doctor says of a number that has no words of its own here. */
function findRefusal({ at, problem }: VerificationProblem): FindingId | null {
  if (at === 'token' && problem.cause === 'entra' && problem.aadsts !== null) return findSignInRefusal(problem.aadsts);
  return at === 'alerts' && problem.cause === 'alertsApi' ? findStatusRefusal(problem.status) : null;
}

function causeOf(failure: VerificationProblem, missing: readonly string[]) {
  const { at, problem } = failure;
  if (at === 'token') return tokenCause(problem);
  // The same token has just read alerts: neither a permission nor a licence is missing.
  if (at === 'siemCall' && problem.cause === 'alertsApi') return 'siemCall';
  return apiCause(failure, missing);
}

function apiCause({ at, problem }: VerificationProblem, missing: readonly string[]) {
  if (at !== 'alerts' || problem.cause !== 'alertsApi') return null;
  if (missing.length > 0) return 'permission';
  return problem.status === 403 ? 'licence' : null;
}

function tokenCause({ aadsts }: StepProblem) {
  return aadsts === null ? null : (tokenCauses.get(aadsts) ?? null);
}

type TokenCause =
  'wrongSecret' | 'expiredSecret' | 'noApplication' | 'noServicePrincipal' | 'disabled' | 'noApi' | 'conditionalAccess';

/** @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const tokenCauses: ReadonlyMap<number, TokenCause> = new Map([
  [7000215, 'wrongSecret'],
  [7000222, 'expiredSecret'],
  [700016, 'noApplication'],
  [7000229, 'noServicePrincipal'],
  [7000112, 'disabled'],
  [500011, 'noApi'],
  [50001, 'noApi'],
  [53003, 'conditionalAccess'],
]);
