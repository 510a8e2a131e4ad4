import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemCodes, ProblemWords } from '@/components/connector/problem-words';
import { useDefenderPortal } from '@/components/shell/cloud-pages';
import type { StepProblem } from '@/lib/connector/connector';
import type { VerificationProblem } from '@/lib/verification/verification';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type FailureProps = {
  readonly failure: VerificationProblem;
  /** Permissions that the token should carry and does not. */
  readonly missing: readonly string[];
};

/** The cause as exactly as it is known, and what mends it. */
export function FailureWords({ failure, missing }: FailureProps) {
  const t = useTranslations('verify.causes');
  const portal = useDefenderPortal();
  const { problem } = failure;
  const cause = failure.at === 'token' ? tokenCause(problem) : apiCause(failure, missing);
  if (!cause) return <ProblemWords problem={problem} />;
  return (
    <>
      {t.rich(cause, { roles: missing.join(', '), portal, code })}
      <ProblemCodes problem={problem} />
    </>
  );
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
