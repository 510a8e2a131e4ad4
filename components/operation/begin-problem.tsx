import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SignInLink } from '@/components/session/sign-in-link';
import { MessageBar } from '@/components/ui/message-bar';
import type { BeginProblem } from './begin-operation';

type BeginProblemMessageProps = {
  readonly problem: BeginProblem;
  readonly className?: string;
  /** What can be done here; whoever is signed out signs in first. */
  readonly actions?: ReactNode;
};

/** Why a sign-in could not be begun, and what to do. */
export function BeginProblemMessage({ problem, className, actions }: BeginProblemMessageProps) {
  const t = useTranslations('enable.problems');
  const next = problem === 'signedOut' ? <SignInLink /> : actions;
  return (
    <MessageBar tone="bad" alert actions={next} {...(className ? { className } : {})}>
      {t(textOf(problem))}
    </MessageBar>
  );
}

/** About an application without a connector, the list says more. */
function textOf(problem: BeginProblem) {
  const isAboutOne = problem === 'unknown' || problem === 'unread' || problem === 'gone' || problem === 'foreign';
  return isAboutOne ? 'input' : problem;
}
