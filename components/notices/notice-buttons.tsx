'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu/menu';
import { acknowledgeNotice, handleNotice, snoozeNotice } from '@/lib/notices/notice-actions';
import { useAct } from './use-act';

const days = [1, 7, 30] as const;
const LONGEST_REASON = 300;

type NoticeButtonsProps = { readonly id: string; readonly title: string };

/** Acknowledge, snooze, or say that it is handled elsewhere. */
export function NoticeButtons({ id, title }: NoticeButtonsProps) {
  const t = useTranslations('notices');
  const { busy, problem, act } = useAct();
  const [handling, setHandling] = useState(false);
  const entries = [
    ...days.map((count) => ({ value: String(count), label: t('snoozeFor', { count }) })),
    { value: 'handled', label: t('handled') },
  ];
  const choose = (value: string) => {
    const chosen = days.find((count) => String(count) === value);
    if (chosen) act(() => snoozeNotice(id, chosen));
    else setHandling(true);
  };
  return (
    <>
      {problem && (
        <p role="alert" className="text-caption text-bad-fg">
          {t(`problems.${problem}`)}
        </p>
      )}
      <Menu
        label={t('snoozeNamed', { title })}
        trigger={
          <span className="button-standard -mx-2 min-h-7 px-2 py-[3px] text-caption">
            {t('snooze')}
            <Icon name="chevronDown12" />
          </span>
        }
        entries={entries}
        onSelect={choose}
      />
      <Button
        size="small"
        aria-label={t('acknowledgeNamed', { title })}
        aria-disabled={busy || undefined}
        onClick={() => act(() => acknowledgeNotice(id))}
      >
        {t('acknowledge')}
      </Button>
      {handling && <HandledDialog id={id} title={title} onClose={() => setHandling(false)} />}
    </>
  );
}

function HandledDialog({ id, title, onClose }: NoticeButtonsProps & { readonly onClose: () => void }) {
  const t = useTranslations('notices');
  const { busy, problem, act } = useAct();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const save = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') act(() => handleNotice(id, reason), onClose);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('handledDialog.title')}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{t('handledDialog.cancel')}</Button>
          <Button variant="primary" aria-disabled={busy || undefined} onClick={save}>
            {t('handledDialog.save')}
          </Button>
        </>
      }
    >
      <p>
        <b className="font-semibold [overflow-wrap:anywhere]">{title}</b>
      </p>
      <p className="text-fg-2">{t('handledDialog.text')}</p>
      <Field
        id="handled-reason"
        label={t('handledDialog.reason')}
        error={missing ? t('handledDialog.missing') : problem && t(`problems.${problem}`)}
      >
        <Input
          id="handled-reason"
          ref={field}
          value={reason}
          maxLength={LONGEST_REASON}
          invalid={missing}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}
