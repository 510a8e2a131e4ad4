'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { Contact } from '@/components/ui/event-stream';
import { useHost } from '@/components/ui/use-host';
import type { OperationView } from '@/lib/operation/operation-view';
import { reportPopUp } from '@/lib/operation/operation-actions';
import { LostContact } from './lost-contact';
import { continueInThisTab, openPopUp } from './open-pop-up';
import { WindowsPicture } from './windows-picture';

type ConsentPanelProps = {
  readonly view: OperationView;
  readonly contact: Contact;
  readonly onCancel: () => void;
  /** The same once more; for when this one expired. */
  readonly onStartAgain: () => void;
};

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What a person sees while Entra has the word: wait, or what went wrong and what to do. */
export function ConsentPanel(props: ConsentPanelProps) {
  return (
    <>
      <LostContact contact={props.contact} />
      <Waiting {...props} />
    </>
  );
}

function Waiting(props: ConsentPanelProps) {
  const { view, onCancel } = props;
  if (view.state === 'expired') return <ExpiredMessage {...props} />;
  // A portal that does not answer now sends no events either, which is said.
  const reopen = () => void reportPopUp(view.id, openPopUp(view.id)).catch(() => undefined);
  if (view.problem) return <ProblemMessage {...props} onReopen={reopen} />;
  if (view.displayMode === 'blocked') return <BlockedMessage {...props} onReopen={reopen} />;
  return <WaitingBox {...props} onReopen={reopen} onCancel={onCancel} />;
}

type WithReopen = ConsentPanelProps & { readonly onReopen: () => void };

function WaitingBox({ view, onReopen, onCancel }: WithReopen) {
  const t = useTranslations('consent');
  return (
    <div className="mt-2 grid items-start gap-4 rounded-panel border border-divider bg-well p-4 narrow:grid-cols-[112px_minmax(0,1fr)] narrow:gap-6 narrow:p-5">
      <WindowsPicture />
      <div>
        <p>{t('instruction')}</p>
        <p className="mt-1 text-fg-3">{t('instructionAccount', { upn: view.personUpn })}</p>
        <div className="mt-4 flex flex-wrap gap-2">
          <Button icon="windowNew16" onClick={onReopen}>
            {t('openAgain')}
          </Button>
          <Button variant="ghost" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function BlockedMessage({ view, onReopen, onCancel }: WithReopen) {
  const t = useTranslations('consent');
  const host = useHost();
  return (
    <MessageBar
      tone="soon"
      alert
      title={t('blocked.title')}
      className="mt-2"
      actions={
        <>
          <Button variant="primary" wide onClick={() => continueInThisTab(view.id)}>
            {t('continueHere')}
          </Button>
          <Button wide onClick={onReopen}>
            {t('openAgain')}
          </Button>
          <Button variant="ghost" wide onClick={onCancel}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {t.rich('blocked.text', { host, code })}
    </MessageBar>
  );
}

function ProblemMessage({ view, onReopen, onCancel }: WithReopen) {
  const t = useTranslations('consent');
  if (!view.problem) return null;
  const { kind, aadsts, correlationId } = view.problem;
  return (
    <MessageBar
      tone="bad"
      alert
      title={t(`problems.${kind}.title`)}
      className="mt-2"
      actions={
        <>
          {view.displayMode === 'tab' ? (
            <Button variant="primary" wide onClick={() => continueInThisTab(view.id)}>
              {t('continueHere')}
            </Button>
          ) : (
            <Button variant="primary" wide onClick={onReopen}>
              {t('openAgain')}
            </Button>
          )}
          <Button wide onClick={onCancel}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {t(`problems.${kind}.text`, { upn: view.personUpn })}{' '}
      {aadsts !== null && <>{t.rich('code', { code, number: String(aadsts) })} </>}
      {correlationId !== null && t.rich('correlation', { id: correlationId, code })}
    </MessageBar>
  );
}

function ExpiredMessage({ onStartAgain, onCancel }: ConsentPanelProps) {
  const t = useTranslations('consent');
  return (
    <MessageBar
      tone="soon"
      alert
      title={t('expired.title')}
      className="mt-2"
      actions={
        <>
          <Button variant="primary" wide onClick={onStartAgain}>
            {t('startAgain')}
          </Button>
          <Button variant="ghost" wide onClick={onCancel}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {t('expired.text')}
    </MessageBar>
  );
}
