import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RefusalMessage } from '@/components/doctor/refusal-message';
import { useDefenderPortal } from '@/components/shell/cloud-pages';
import { Time } from '@/components/ui/time';
import type { StepProblem } from '@/lib/connector/connector';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What went wrong, what to do, and what to give to support. */
export function ProblemMessage({ problem }: { readonly problem: StepProblem }) {
  return (
    <>
      <ProblemText problem={problem} />
      <ProblemCodes problem={problem} />
    </>
  );
}

/** Causes that say what stands in the way, whatever the answer that showed it. */
const tellsItself: readonly StepProblem['cause'][] = [
  'replication',
  'apiMissing',
  'foreign',
  'malformed',
  'signInAgain',
];

/** What went wrong, and what to do. */
function ProblemText({ problem }: { readonly problem: StepProblem }) {
  const { cause, finding } = problem;
  const words = <CauseText problem={problem} />;
  return tellsItself.includes(cause) ? words : <RefusalMessage id={finding} otherwise={words} />;
}

function CauseText({ problem }: { readonly problem: StepProblem }) {
  const t = useTranslations('problem');
  const portal = useDefenderPortal();
  if (problem.network) return <NetworkText network={problem.network} />;
  if (problem.cause === 'deleted') return <DeletedText deleted={problem.deleted} />;
  return t(problem.cause, { status: String(problem.status ?? ''), portal });
}

type NetworkTextProps = { readonly network: NonNullable<StepProblem['network']> };

/** Which host gave no answer, why, and who can mend it. */
function NetworkText({ network: { kind, host, code: name, issuer } }: NetworkTextProps) {
  const t = useTranslations('problem.network');
  return (
    <>
      {t.rich('host', { host, name, code })} {t(kind)} {issuer && t('issuer', { issuer })} {t('looksFirst')}
    </>
  );
}

/** What is in the recycle bin, until when, and who can bring it back. */
function DeletedText({ deleted }: Pick<StepProblem, 'deleted'>) {
  const t = useTranslations('problem');
  const until = () => deleted && <Time at={deleted.until} style="date" />;
  return t.rich('deleted', { what: deleted?.what ?? 'application', until });
}

/** What to give to support. */
export function ProblemCodes({ problem }: { readonly problem: StepProblem }) {
  const t = useTranslations('problem');
  const { aadsts, code: name, requestId } = problem;
  return (
    <span className="mt-1 block text-caption text-fg-3">
      {aadsts !== null && <>{t.rich('code', { number: String(aadsts), code })} </>}
      {name && <>{t.rich('graphCode', { name, code })} </>}
      {requestId && t.rich('requestId', { id: requestId, code })}
    </span>
  );
}
