'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { removeChannel, renewCalendar, resendChannel, testChannel } from '@/lib/channels/channel-actions';
import { ShownOnce } from './shown-once';
import { useAct } from './use-act';

type ChannelButtonsProps = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'webhook' | 'email' | 'teams' | 'calendar';
  /** Something waits for it, or was given up. */
  readonly isBehind: boolean;
};

/** What may be done with one channel. */
export function ChannelButtons({ id, name, kind, isBehind }: ChannelButtonsProps) {
  const t = useTranslations('notices');
  const { busy, problem, act } = useAct();
  // Undefined: not tried. Null: delivered. Else why not.
  const [answer, setAnswer] = useState<string | null | undefined>(undefined);
  const [open, setOpen] = useState<'remove' | { readonly address: string } | null>(null);
  const button = { size: 'small', 'aria-disabled': busy || undefined } as const;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap gap-2 narrow:justify-end">
        {kind === 'calendar' ? (
          <Button
            {...button}
            aria-label={t('channels.renewNamed', { name })}
            onClick={() =>
              act(
                () => renewCalendar(id),
                (address) => setOpen({ address }),
              )
            }
          >
            {t('channels.renew')}
          </Button>
        ) : (
          <Button
            {...button}
            aria-label={t('channels.sendTestNamed', { name })}
            onClick={() => act(() => testChannel(id), setAnswer)}
          >
            {busy ? t('channels.sending') : t('channels.sendTest')}
          </Button>
        )}
        {isBehind && (
          <Button
            {...button}
            aria-label={t('channels.againNamed', { name })}
            onClick={() => act(() => resendChannel(id))}
          >
            {t('channels.again')}
          </Button>
        )}
        <Button {...button} aria-label={t('channels.removeNamed', { name })} onClick={() => setOpen('remove')}>
          {t('channels.remove')}
        </Button>
      </div>
      <p aria-live="polite" className={`text-caption ${problem || answer ? 'text-bad-fg' : 'text-good-fg'}`}>
        {problem && t(`problems.${problem}`)}
        {!problem && answer === null && t('channels.sent')}
        {!problem && answer && `${t('channels.notSent')} ${answer}`}
      </p>
      {open === 'remove' && <RemoveDialog id={id} name={name} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'remove' && (
        <ShownOnce
          title={t('channels.calendarDialog.title')}
          text={t('channels.calendarDialog.text')}
          name={t('channels.calendarDialog.name')}
          close={t('channels.calendarDialog.close')}
          value={open.address}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

type RemoveProps = Pick<ChannelButtonsProps, 'id' | 'name'> & { readonly onClose: () => void };

function RemoveDialog({ id, name, onClose }: RemoveProps) {
  const t = useTranslations('notices');
  const { busy, problem, act } = useAct();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('channels.removeDialog.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('channels.removeDialog.cancel')}</Button>
          <Button
            variant="danger"
            aria-disabled={busy || undefined}
            onClick={() => act(() => removeChannel(id), onClose)}
          >
            {t('channels.removeDialog.confirm')}
          </Button>
        </>
      }
    >
      <p className="text-fg-2 [overflow-wrap:anywhere]">{t('channels.removeDialog.text', { name })}</p>
      {problem && (
        <p role="alert" className="text-bad-fg">
          {t(`problems.${problem}`)}
        </p>
      )}
    </Dialog>
  );
}
