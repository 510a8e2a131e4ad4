'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { BeginProblemMessage } from '@/components/consent/begin-problem';
import { ConsentPanel } from '@/components/consent/consent-panel';
import { Countdown } from '@/components/consent/countdown';
import { useConsentStatus } from '@/components/consent/use-consent-status';
import { WorkWait } from '@/components/setup/work-wait';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import type { PermissionChange } from '@/lib/connector/change-permissions';
import type { PassageOnPage, PassageState, PagePurpose } from './passage-state';
import { ProblemWords } from './problem-words';

type PassagePanelProps = {
  readonly passage: PassageOnPage;
  /** Only passages for these show here. */
  readonly purposes: readonly PagePurpose[];
  readonly upn: string;
};

/** Where the passage under way stands, in the section that it was begun in. */
export function PassagePanel({ passage, purposes, upn }: PassagePanelProps) {
  const { state } = passage;
  if (!state || !purposes.includes(state.purpose)) return null;
  return (
    <div className="mt-4 mb-4" aria-live="polite">
      {state.step === 'consent' && <Consent key={state.flowId} passage={passage} state={state} upn={upn} />}
      {state.step === 'working' && <Working purpose={state.purpose} flowId={state.flowId} />}
      {state.step === 'ended' && <Ended passage={passage} state={state} />}
      {state.step === 'refused' && <Refused passage={passage} state={state} />}
    </div>
  );
}

type StepProps<Step extends PassageState['step']> = {
  readonly passage: PassageOnPage;
  readonly state: Extract<PassageState, { step: Step }>;
};

function Consent({ passage, state, upn }: StepProps<'consent'> & { readonly upn: string }) {
  const t = useTranslations('consent');
  const { status, contact, look } = useConsentStatus(state.flowId, state.status);
  const consented = status.state === 'consented';
  const { work } = passage;
  useEffect(() => {
    if (consented) work();
  }, [consented, work]);
  const waiting = status.state === 'waiting' && !status.problem && status.surface !== 'blocked';
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        {waiting && <Spinner size={16} />}
        <b>{waiting ? t('waiting') : t('signIn')}</b>
        {status.state === 'waiting' && (
          <span className="ml-auto text-fg-3">
            <Countdown until={status.expiresAt} />
          </span>
        )}
      </p>
      <ConsentPanel
        flowId={state.flowId}
        status={status}
        contact={contact}
        upn={upn}
        onLook={look}
        onCancel={passage.cancel}
        onStartAgain={() => passage.begin(state.purpose)}
      />
    </>
  );
}

function Working({ purpose, flowId }: { readonly purpose: PagePurpose; readonly flowId: string }) {
  const t = useTranslations('connector.passage.working');
  return (
    <>
      <p className="flex items-center gap-2 text-fg-2">
        <Spinner size={16} /> {t(purpose)}
      </p>
      <WorkWait flowId={flowId} />
    </>
  );
}

function Ended({ passage, state }: StepProps<'ended'>) {
  const t = useTranslations('connector.passage');
  const { result, purpose } = state;
  switch (result.kind) {
    case 'secret':
      return <MessageBar tone="good">{t('newSecret')}</MessageBar>;
    case 'removed':
      return <MessageBar tone="good">{t('removed')}</MessageBar>;
    case 'tidied':
      return result.unsure === 0 ? (
        <MessageBar tone="good">{t('tidied')}</MessageBar>
      ) : (
        <MessageBar tone="soon">{t('unsure')}</MessageBar>
      );
    case 'permissions':
      return <Changed change={result} />;
    case 'tokens':
    case 'verification':
      return null;
    case 'consentAgain':
      return <Again passage={passage} purpose={purpose} words={t('consentAgain')} />;
    case 'failed':
      return (
        <MessageBar
          tone="bad"
          alert
          title={t(`failed.${purpose}`)}
          actions={<AgainActions passage={passage} purpose={purpose} />}
        >
          <ProblemWords problem={result.problem} />
        </MessageBar>
      );
  }
}

function Changed({ change }: { readonly change: PermissionChange }) {
  const t = useTranslations('connector.passage.permissions');
  const { granted, removed } = change;
  const names = (permissions: PermissionChange['granted']) => permissions.map(({ appRole }) => appRole).join(', ');
  return (
    <div role="status">
      <MessageBar tone="good" title={t('title')}>
        {granted.length > 0 && t.rich('granted', { roles: names(granted), code })}{' '}
        {removed.length > 0 && t.rich('removed', { roles: names(removed), code })}{' '}
        {granted.length + removed.length === 0 ? t('nothing') : t('hour')}
      </MessageBar>
    </div>
  );
}

const code = (chunks: ReactNode) => <code>{chunks}</code>;

function Refused({ passage, state }: StepProps<'refused'>) {
  const { problem, purpose } = state;
  return <BeginProblemMessage problem={problem} actions={<AgainActions passage={passage} purpose={purpose} />} />;
}

type AgainProps = { readonly passage: PassageOnPage; readonly purpose: PagePurpose };

function Again({ words, ...rest }: AgainProps & { readonly words: string }) {
  return (
    <MessageBar tone="soon" alert actions={<AgainActions {...rest} />}>
      {words}
    </MessageBar>
  );
}

function AgainActions({ passage, purpose }: AgainProps) {
  const t = useTranslations('connector.passage');
  return (
    <>
      {purpose !== 'secret-remove' && (
        <Button look="primary" wide onClick={() => passage.begin(purpose)}>
          {t('again')}
        </Button>
      )}
      <Button wide onClick={passage.close}>
        {t('close')}
      </Button>
    </>
  );
}
