'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ProblemMessage } from '@/components/problem/problem-message';
import { BeginProblemMessage } from '@/components/operation/begin-problem';
import { ConsentPanel } from '@/components/operation/consent-panel';
import { Countdown } from '@/components/operation/countdown';
import { useBeginOnItsPage } from '@/components/operation/use-begin';
import type { Contact } from '@/components/ui/event-stream';
import { MessageBar } from '@/components/ui/message-bar';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { cancelOperation } from '@/lib/operation/operation-actions';
import type { OperationView } from '@/lib/operation/operation-view';
import { FinishRemoving } from './finish-removing';
import { SetupApproval } from './setup-approval';
import { findEnd } from './setup-end';
import { SetupEnded } from './setup-ended';
import { SetupFailure } from './setup-failure';
import { SetupStep, type StepVariant } from './setup-step';
import { SetupSteps } from './setup-steps';
import { UndoPanel } from './undo-panel';
import { useSetup } from './use-setup';

export function SetupProgress({ initial }: { readonly initial: OperationView }) {
  const t = useTranslations('setup');
  const { view, contact, goOn } = useSetup(initial);
  const [cancelled, setCancelled] = useState(false);
  const { connectorId, steps, removing, kind, state } = view;
  const undoes = kind === 'undo' || view.undoing;
  // What was undone while somebody looked on is told below what was done.
  const end = findEnd(initial) ?? findEnd(cancelled ? { ...view, state: 'cancelled' } : cancelledOnly(view));
  if (end) return <SetupEnded end={end} view={view} />;
  const asks = connectorId !== null && steps.some(({ problem }) => problem?.cause === 'approval');
  const Failure = asks ? SetupApproval : SetupFailure;
  const failure = !removing && <Failure view={view} onGoOn={goOn} />;
  const failsInStep = steps.some((step) => step.problem !== null || step.state === 'running');
  return (
    <Section id="progress" title={t('progress')} first>
      {contact === 'offline' && state === 'running' && (
        <MessageBar tone="soon" alert className="mb-4">
          {t('lost')}
        </MessageBar>
      )}
      <ol aria-live="polite" className="max-w-[800px]">
        {view.consentedAt === null ? (
          <Consent view={view} contact={contact} onCancelled={() => setCancelled(true)} />
        ) : (
          <Consented view={view} />
        )}
        {!undoes && <SetupSteps view={view} failure={failure} />}
      </ol>
      {!undoes && state === 'failed' && !failsInStep && view.outcome?.kind === 'failed' && (
        <div className="mt-6 max-w-[68ch]" role="alert">
          <p>
            <ProblemMessage problem={view.outcome.problem} />
          </p>
          {failure}
        </div>
      )}
      {!undoes && state === 'failed' && removing && <FinishRemoving view={view} onGoOn={goOn} />}
      {undoes && view.consentedAt !== null && <UndoPanel view={view} onGoOn={goOn} />}
      {!undoes && state === 'running' && <p className="mt-8 max-w-[60ch] text-caption text-fg-3">{t('note')}</p>}
      {!undoes && state === 'done' && (
        <p role="status" className="mt-8 text-fg-2">
          {t('done')}{' '}
          <Link href={`/settings/siem/${connectorId ?? ''}`} className="text-link underline">
            {t('open')}
          </Link>
        </p>
      )}
    </Section>
  );
}

/** An end that came while the page looked on: given up, by this page or by another. */
function cancelledOnly(view: OperationView): OperationView {
  return view.outcome === null ? view : { ...view, state: 'running' };
}

type ConsentProps = {
  readonly view: OperationView;
  readonly contact: Contact;
  readonly onCancelled: () => void;
};

/** The step that needs the person. */
function Consent({ view, contact, onCancelled }: ConsentProps) {
  const t = useTranslations('consent');
  const { problem, begin } = useBeginOnItsPage();
  const blocked = view.displayMode === 'blocked';
  const waiting = view.state === 'waiting' && !view.problem && !blocked;
  return (
    <SetupStep
      variant={consentVariant(view, waiting)}
      title={waiting ? t('waiting') : t('signIn')}
      state={view.state === 'waiting' && <Countdown until={view.expiresAt} />}
    >
      <ConsentPanel
        view={view}
        contact={contact}
        // When another tab has begun the work, or nobody answers, the events tell.
        onCancel={() =>
          void cancelOperation(view.id).then(
            (done) => done && onCancelled(),
            () => undefined,
          )
        }
        onStartAgain={() => begin({ kind: 'repeat', operationId: view.id })}
      />
      {problem && <BeginProblemMessage problem={problem} className="mt-2" />}
      {blocked && !view.problem && <p className="mt-2">{t('noWindow')}</p>}
    </SetupStep>
  );
}

function consentVariant({ problem }: OperationView, waiting: boolean): StepVariant {
  if (waiting) return 'running';
  return problem ? 'failed' : 'attention';
}

function Consented({ view }: { readonly view: OperationView }) {
  const t = useTranslations('setup');
  return (
    <SetupStep
      variant="ended"
      title={t('steps.consent')}
      state={view.consentedAt && <Time at={view.consentedAt} style="time" />}
    >
      {t.rich('consented', {
        upn: view.personUpn,
        scopes: view.scopes.join(', '),
        code: (chunks: ReactNode) => <code>{chunks}</code>,
      })}
    </SetupStep>
  );
}
