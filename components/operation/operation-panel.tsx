'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemMessage } from '@/components/problem/problem-message';
import { canTryAgain } from '@/components/problem/try-again';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import type { StepProblem } from '@/lib/connector/connector';
import type { OperationView } from '@/lib/operation/operation-view';
import type { Outcome } from '@/lib/operations/outcome';
import { BeginProblemMessage } from './begin-problem';
import { ConsentPanel } from './consent-panel';
import { Countdown } from './countdown';
import { RetryStatus } from './retry-status';
import type { ConnectorOperation, PageKind } from './use-connector-operation';
import type { FollowedOperation } from './use-operation';

type OperationPanelProps = {
  readonly operation: ConnectorOperation;
  /** Only operations of these kinds show here. */
  readonly kinds: readonly PageKind[];
};

/** Where the operation under way stands, in the section that it was begun in. */
export function OperationPanel({ operation, kinds }: OperationPanelProps) {
  const { kind, followed, refused } = operation;
  if (!kind || !kinds.includes(kind)) return null;
  return (
    <div className="mt-4 mb-4" aria-live="polite">
      {refused && (
        <BeginProblemMessage problem={refused} actions={<AgainActions operation={operation} kind={kind} />} />
      )}
      {!refused && followed && <Stage operation={operation} kind={kind} followed={followed} />}
    </div>
  );
}

type PartProps = { readonly operation: ConnectorOperation; readonly kind: PageKind };

function Stage({ operation, kind, followed }: PartProps & { readonly followed: FollowedOperation }) {
  const { view } = followed;
  switch (view.state) {
    case 'waiting':
    case 'expired':
      return <Consent operation={operation} followed={followed} />;
    case 'running':
      return <Working kind={kind} view={view} />;
    case 'failed':
    case 'done':
      return view.outcome && <Ended operation={operation} kind={kind} outcome={view.outcome} />;
    case 'cancelled':
      return null;
  }
}

type ConsentProps = { readonly operation: ConnectorOperation; readonly followed: FollowedOperation };

function Consent({ operation, followed: { view, contact } }: ConsentProps) {
  const t = useTranslations('consent');
  const waiting = view.state === 'waiting' && !view.problem && view.displayMode !== 'blocked';
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        {waiting && <Spinner size={16} />}
        <b>{waiting ? t('waiting') : t('signIn')}</b>
        {view.state === 'waiting' && (
          <span className="ml-auto text-fg-3">
            <Countdown until={view.expiresAt} />
          </span>
        )}
      </p>
      <ConsentPanel view={view} contact={contact} onCancel={operation.cancel} onStartAgain={operation.again} />
    </>
  );
}

function Working({ kind, view }: { readonly kind: PageKind; readonly view: OperationView }) {
  const t = useTranslations('connector.operation.working');
  const retry = useTranslations('setup.wait');
  const wait = view.steps.find((step) => step.state === 'running')?.wait;
  return (
    <>
      <p className="flex items-center gap-2 text-fg-2">
        <Spinner size={16} /> {t(kind)}
      </p>
      {wait && (
        <div className="mt-2 w-full text-fg-2">
          <RetryStatus wait={wait} text={retry(`${wait.reason}.work`)} />
        </div>
      )}
    </>
  );
}

function Ended({ operation, kind, outcome }: PartProps & { readonly outcome: Outcome }) {
  const t = useTranslations('connector.operation');
  if (operation.resultLost) return <Failed operation={operation} kind={kind} problem={interrupted} />;
  switch (outcome.kind) {
    case 'disabled':
      return <MessageBar tone="good">{t('disabled')}</MessageBar>;
    case 'reEnabled':
      return <MessageBar tone="good">{t('reEnabled')}</MessageBar>;
    case 'restored':
      return <MessageBar tone="good">{t('restored')}</MessageBar>;
    case 'newSecret':
      return <MessageBar tone="good">{t('newSecret')}</MessageBar>;
    case 'secretRemoved':
      return <MessageBar tone="good">{t('removed')}</MessageBar>;
    case 'cleanedUp':
      return outcome.unsure === 0 ? (
        <MessageBar tone="good">{t('cleanedUp')}</MessageBar>
      ) : (
        <MessageBar tone="soon">{t('unsure')}</MessageBar>
      );
    case 'foreignRemoved':
      return <MessageBar tone="good">{t('foreignRemoved', { count: outcome.count })}</MessageBar>;
    case 'permissions':
      return <Changed change={outcome} />;
    case 'failed':
      return <Failed operation={operation} kind={kind} problem={outcome.problem} />;
    case 'tokens':
    case 'verified':
    case 'enabled':
    case 'undone':
    // The page says it from now on.
    case 'removed':
      return null;
  }
}

/** What it brought did not arrive here. */
const interrupted: StepProblem = {
  kind: 'problem',
  cause: 'interrupted',
  status: null,
  aadsts: null,
  requestId: null,
};

function Failed({ operation, kind, problem }: PartProps & { readonly problem: StepProblem }) {
  const t = useTranslations('connector.operation');
  const actions = <AgainActions operation={operation} kind={kind} pointless={!canTryAgain(problem)} />;
  if (problem.cause === 'signInAgain') {
    return (
      <MessageBar tone="soon" alert actions={actions}>
        {t('consentAgain')}
      </MessageBar>
    );
  }
  const restore = problem.cause === 'deleted' && (
    <Button variant="primary" wide onClick={() => operation.begin({ kind: 'restore' })}>
      {t('restore')}
    </Button>
  );
  return (
    <MessageBar
      tone="bad"
      alert
      title={t(`failed.${kind}`)}
      actions={
        <>
          {restore}
          {actions}
        </>
      }
    >
      <ProblemMessage problem={problem} />
    </MessageBar>
  );
}

type PermissionOutcome = Extract<Outcome, { kind: 'permissions' }>;

function Changed({ change }: { readonly change: PermissionOutcome }) {
  const t = useTranslations('connector.operation.permissions');
  const { granted, removed } = change;
  const names = (permissions: PermissionOutcome['granted']) => permissions.map(({ appRole }) => appRole).join(', ');
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

type AgainProps = PartProps & { /** The same once more would be refused once more. */ readonly pointless?: boolean };

function AgainActions({ operation, kind, pointless = false }: AgainProps) {
  const t = useTranslations('connector.operation');
  return (
    <>
      {kind !== 'remove-secret' && !pointless && (
        <Button variant="primary" wide onClick={operation.again}>
          {t('again')}
        </Button>
      )}
      <Button wide onClick={operation.close}>
        {t('close')}
      </Button>
    </>
  );
}
