'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import { Time } from '@/components/ui/time';
import { BreakableValue, ValueList, ValueRow } from '@/components/ui/value-list';
import { makeApprovalLink } from '@/lib/approval/approval-actions';
import type { ApprovalStatus } from '@/lib/approval/approval-queries';
import type { AlertApi } from '@/lib/siem/connector-details';
import { useApproval } from './use-approval';

type ApprovalPanelProps = {
  readonly connectorId: string;
  readonly api: AlertApi;
  readonly mayAsk?: boolean;
  /** Called when the decision arrives while the page looks on. Without it, Resume is named. */
  readonly onApproved?: () => void;
};

const code = (chunks: ReactNode) => <code>{chunks}</code>;
const permissions: Readonly<Record<AlertApi, string>> = {
  'defender-alerts': 'Alert.Read.All',
  'graph-alerts': 'SecurityAlert.Read.All',
};

/** Ask an administrator: makes the link, shows it once, and follows what they decide. */
export function ApprovalPanel({ connectorId, api, mayAsk = false, onApproved }: ApprovalPanelProps) {
  const t = useTranslations('approval.panel');
  const { link, busy, failed, make } = useLink(connectorId);
  const status = useApproval(connectorId);
  const state = status?.state ?? null;
  useApproved(state, onApproved);
  const words = t.rich(api === 'graph-alerts' ? 'explain' : 'explainOther', { permission: permissions[api], code });
  return (
    <div className="mt-1 grid gap-3" aria-live="polite">
      {state !== 'approved' && <p>{words}</p>}
      {failed && (
        <MessageBar tone="bad" alert>
          {t('failed')}
        </MessageBar>
      )}
      {link && state === 'waiting' ? (
        <ShownLink link={link} expiresAt={status?.expiresAt ?? ''} />
      ) : (
        status && <StatusMessage status={status} />
      )}
      {state === 'waiting' && (
        <p className="flex items-center gap-2 text-fg-3">
          <Spinner size={16} /> {t('following')}
        </p>
      )}
      {state === 'approved' && !onApproved && <p>{t('resume')}</p>}
      {mayAsk && status && state !== 'approved' && (
        <div>
          <Button
            variant={state === 'waiting' ? 'standard' : 'primary'}
            wide
            aria-disabled={busy || undefined}
            onClick={make}
          >
            {busy ? t('creating') : t(state === 'none' ? 'create' : 'createNew')}
          </Button>
        </div>
      )}
    </div>
  );
}

function ShownLink({ link, expiresAt }: { readonly link: string; readonly expiresAt: string }) {
  const t = useTranslations('approval.panel');
  return (
    <ValueList>
      <ValueRow
        label={t('link')}
        mono
        emphasis="strong"
        actions={<CopyButton name={t('link')} value={link} />}
        note={<span className="text-fg-2">{t.rich('once', { time: () => <Time at={expiresAt} /> })}</span>}
      >
        <BreakableValue text={link} />
      </ValueRow>
    </ValueList>
  );
}

function StatusMessage({ status }: { readonly status: ApprovalStatus }) {
  const t = useTranslations('approval.panel');
  const { state, expiresAt, askedByUpn, decidedByUpn, decidedAt } = status;
  const ends = () => <Time at={expiresAt ?? ''} />;
  const decided = { upn: decidedByUpn ?? '', time: () => <Time at={decidedAt ?? ''} /> };
  switch (state) {
    case 'none':
      return <p>{t('none')}</p>;
    case 'waiting':
      return <p>{t.rich('waiting', { upn: askedByUpn ?? '', time: ends })}</p>;
    case 'expired':
      return <MessageBar tone="soon">{t.rich('expired', { time: ends })}</MessageBar>;
    case 'declined':
      return <MessageBar tone="bad">{t.rich('declined', decided)}</MessageBar>;
    case 'approved':
      return <MessageBar tone="good">{t.rich('approved', decided)}</MessageBar>;
  }
}

/** The link lives in this page's memory and nowhere else. */
function useLink(connectorId: string) {
  const [link, setLink] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const make = () => {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    makeApprovalLink(connectorId)
      .then((result) => {
        if (result.ok) setLink(result.value);
        else setFailed(true);
      })
      .catch((error: unknown) => setFailed(!reloadWhenRefused(error)))
      .finally(() => setBusy(false));
  };
  return { link, busy, failed, make };
}

/** Tells once, and only of a decision that came while this page was looking. */
function useApproved(state: ApprovalStatus['state'] | null, onApproved: (() => void) | undefined): void {
  const waited = useRef(false);
  useEffect(() => {
    if (state === 'waiting') waited.current = true;
    if (state !== 'approved' || !waited.current) return;
    waited.current = false;
    onApproved?.();
  }, [state, onApproved]);
}
