import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemMessage } from '@/components/problem/problem-message';
import { RetryStatus } from '@/components/operation/retry-status';
import { Time } from '@/components/ui/time';
import type { OperationView, StepView } from '@/lib/operation/operation-view';
import { SetupStep, type StepVariant } from './setup-step';

/** In the order of the work. */
const setupSteps = ['application', 'servicePrincipal', 'permission', 'credential'] as const;

type SetupStepsProps = {
  readonly view: OperationView;
  /** What can be done about a failure; drawn in the step that failed. */
  readonly failure: ReactNode;
};

/** The steps that set-up takes by itself. */
export function SetupSteps({ view, failure }: SetupStepsProps) {
  const t = useTranslations('setup');
  return view.steps.map((given) => {
    const name = setupSteps.find((known) => known === given.name);
    if (!name) return null;
    const step = { ...given, name };
    // A step that was running when the work stopped has failed with it.
    const broken = step.state === 'running' && view.state === 'failed';
    const asks = step.problem?.cause === 'approval';
    return (
      <SetupStep
        key={step.name}
        variant={variantOf(step, { broken, asks })}
        title={t(`steps.${step.name}`)}
        state={<StepState step={step} />}
      >
        {step.name === 'application' && step.state === 'ended' && view.appId && (
          <p>{t.rich('appId', { id: view.appId, code: (chunks) => <code>{chunks}</code> })}</p>
        )}
        {step.wait && !broken && <RetryStatus wait={step.wait} />}
        {asks && view.state === 'failed' && failure}
        {(step.problem ?? broken) && !asks && (
          <div className="max-w-[68ch]">
            <p>
              {step.problem ? (
                <ProblemMessage problem={step.problem} />
              ) : (
                <ProblemMessage
                  problem={{ kind: 'problem', cause: 'interrupted', status: null, aadsts: null, requestId: null }}
                />
              )}
            </p>
            {view.state === 'failed' && failure}
          </div>
        )}
      </SetupStep>
    );
  });
}

type StepOutcome = { readonly broken: boolean; readonly asks: boolean };

function variantOf({ state }: StepView, { broken, asks }: StepOutcome): StepVariant {
  if (asks) return 'attention';
  return broken ? 'failed' : state;
}

function StepState({ step }: { readonly step: StepView }) {
  const t = useTranslations('setup');
  const approval = useTranslations('approval.panel');
  if (step.problem?.cause === 'approval') return approval('state');
  if (step.wait) return t(`wait.${step.wait.reason}.state`);
  if (step.state === 'running') return t('working');
  return step.endedAt && <Time at={step.endedAt} style="time" />;
}
