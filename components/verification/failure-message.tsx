import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemCodes, ProblemMessage } from '@/components/problem/problem-message';
import { useDefenderPortal } from '@/components/shell/cloud-pages';
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
  if (!cause) return <ProblemMessage problem={problem} />;
  return (
    <>
      {t.rich(cause, { roles: missing.join(', '), portal, code })}
      <ProblemCodes problem={problem} />
    </>
  );
}

/** What only a verification knows: that the token was good, and what it carries. */
function causeOf({ at, problem }: VerificationProblem, missing: readonly string[]) {
  if (problem.cause !== 'alertsApi') return null;
  // The same token has just read alerts: neither a permission nor a licence is missing.
  if (at === 'siemCall') return 'siemCall';
  if (at !== 'alerts') return null;
  if (missing.length > 0) return 'permission';
  return problem.status === 403 ? 'licence' : null;
}
