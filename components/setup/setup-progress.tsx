'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { ConsentPanel } from '@/components/consent/consent-panel';
import { Countdown } from '@/components/consent/countdown';
import { BeginProblemMessage } from '@/components/consent/begin-problem';
import { useConsentStatus } from '@/components/consent/use-consent-status';
import { MessageBar } from '@/components/ui/message-bar';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { cancelConsent } from '@/lib/consent/consent-actions';
import type { SetupView } from '@/lib/connector/setup-view';
import { Ended } from './ended';
import { FinishRemoving } from './finish-removing';
import { SetupApproval } from './setup-approval';
import { findEnd } from './setup-end';
import { SetupFailure } from './setup-failure';
import { SetupStep, type StepLook } from './setup-step';
import { SetupSteps } from './setup-steps';
import { UndoPanel } from './undo-panel';
import { useBeginAgain } from './use-begin-again';
import { useSetupRun } from './use-setup-run';

export function SetupProgress({ initial }: { readonly initial: SetupView }) {
  const t = useTranslations('setup');
  const { view, lost, follow } = useSetupRun(initial);
  const router = useRouter();
  const [cancelled, setCancelled] = useState(false);
  const onConsent = useCallback(() => {
    if (view.purpose === 'enable') void follow();
    else router.refresh();
  }, [view.purpose, follow, router]);
  const onCancelled = useCallback(() => setCancelled(true), []);
  const asks = view.connectorId !== null && view.steps.some(({ problem }) => problem?.cause === 'approval');
  const Failure = asks ? SetupApproval : SetupFailure;
  const failure = !view.removing && <Failure view={view} onRetry={() => void follow()} />;
  const end = findEnd(initial, cancelled);
  if (end) return <Ended end={end} left={view.leftInRecycleBin} />;
  return (
    <Section id="progress" title={t('progress')} first>
      {lost && (
        <MessageBar tone="soon" alert className="mb-4">
          {t('lost')}
        </MessageBar>
      )}
      <ol aria-live="polite" className="max-w-[800px]">
        {view.consentedAt === null ? (
          <Consent view={view} onConsent={onConsent} onCancelled={onCancelled} />
        ) : (
          <Consented view={view} />
        )}
        {view.purpose === 'enable' && <SetupSteps view={view} failure={failure} />}
      </ol>
      {view.purpose === 'enable' && view.state === 'failed' && view.removing && <FinishRemoving view={view} />}
      {view.purpose === 'undo' && view.consentedAt !== null && <UndoPanel view={view} />}
      {view.state === 'running' && view.purpose === 'enable' && (
        <p className="mt-8 max-w-[60ch] text-caption text-fg-3">{t('note')}</p>
      )}
      {view.state === 'done' && (
        <p role="status" className="mt-8 text-fg-2">
          {t('done')}{' '}
          <Link href={`/settings/siem/${view.connectorId ?? ''}`} className="text-link underline">
            {t('open')}
          </Link>
        </p>
      )}
    </Section>
  );
}

type ConsentProps = {
  readonly view: SetupView;
  readonly onConsent: () => void;
  readonly onCancelled: () => void;
};

/** The step that needs the person. */
function Consent({ view, onConsent, onCancelled }: ConsentProps) {
  const t = useTranslations('consent');
  const { problem, begin } = useBeginAgain(view);
  const { status, contact, look } = useConsentStatus(view.flowId, {
    state: view.state === 'waiting' || view.state === 'expired' ? view.state : 'consented',
    surface: view.surface,
    problem: view.problem,
    wait: null,
    expiresAt: view.expiresAt,
  });
  const consented = status.state !== 'waiting' && status.state !== 'expired' && status.state !== 'cancelled';
  useEffect(() => {
    if (consented) onConsent();
  }, [consented, onConsent]);
  // Also when it was another tab.
  const cancelled = status.state === 'cancelled';
  useEffect(() => {
    if (cancelled) onCancelled();
  }, [cancelled, onCancelled]);
  const waiting = status.state === 'waiting' && !status.problem && status.surface !== 'blocked';
  return (
    <SetupStep
      look={consentLook(waiting, status.problem !== null)}
      title={waiting ? t('waiting') : t('signIn')}
      state={status.state === 'waiting' && <Countdown until={status.expiresAt} />}
    >
      <ConsentPanel
        flowId={view.flowId}
        status={status}
        contact={contact}
        upn={view.personUpn}
        onLook={look}
        // When another tab has begun the work, or nobody answers, the status tells.
        onCancel={() => void cancelConsent(view.flowId).then((done) => (done ? onCancelled() : look()), look)}
        onStartAgain={begin}
      />
      {problem && <BeginProblemMessage problem={problem} className="mt-2" />}
      {status.surface === 'blocked' && !status.problem && <p className="mt-2">{t('noWindow')}</p>}
    </SetupStep>
  );
}

function consentLook(waiting: boolean, refused: boolean): StepLook {
  if (waiting) return 'running';
  return refused ? 'failed' : 'attention';
}

function Consented({ view }: { readonly view: SetupView }) {
  const t = useTranslations('setup');
  return (
    <SetupStep
      look="ended"
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
