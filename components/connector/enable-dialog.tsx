'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useRef, useState } from 'react';
import { type BeginProblem, beginPassage, setupPath } from '@/components/consent/begin-passage';
import { BeginProblemMessage } from '@/components/consent/begin-problem';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { MessageBar } from '@/components/ui/message-bar';
import { beginEnable } from '@/lib/connector/begin-actions';
import { judgeName } from '@/lib/connector/connector-name-input';
import type { EnableOptions } from '@/lib/connector/enable-queries';
import { isBlocked } from './offered-apis';
import { EnableFields } from './enable-fields';

type EnableDialogProps = {
  readonly options: EnableOptions;
  readonly open: boolean;
  readonly onClose: () => void;
};

const FORM_ID = 'enable-form';

/** Asks what the connector shall be; the click on `Continue to sign-in` opens the pop-up. */
export function EnableDialog({ options, open, onClose }: EnableDialogProps) {
  const t = useTranslations('enable');
  const router = useRouter();
  const nameRef = useRef<HTMLInputElement>(null);
  const [nameJudged, setNameJudged] = useState(false);
  const [problem, setProblem] = useState<BeginProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const blocked = isBlocked(options);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || blocked) return;
    const form = new FormData(event.currentTarget);
    setNameJudged(true);
    const name = form.get('name');
    if (typeof name !== 'string' || judgeName(name) !== null) {
      nameRef.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    // No awaiting before this line: the pop-up must open in the click.
    void beginPassage((click) => beginEnable(click, form)).then(({ flowId, state }) => {
      if (state.ok) {
        router.push(setupPath(flowId));
        return;
      }
      setBusy(false);
      setProblem(state.problem);
    });
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('dialog.title')}
      initialFocus={nameRef}
      footer={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button
            type="submit"
            form={FORM_ID}
            look="primary"
            aria-disabled={busy || blocked || undefined}
            className="flex-1 narrow:flex-none"
          >
            {busy ? t('dialog.continuing') : t('dialog.continue')}
          </Button>
        </>
      }
    >
      {options.secretsForbidden && <MessageBar tone="bad">{t('dialog.forbidden')}</MessageBar>}
      {!options.secretsForbidden && blocked && <MessageBar tone="soon">{t('dialog.noApi')}</MessageBar>}
      {problem && <BeginProblemMessage problem={problem} />}
      <form id={FORM_ID} noValidate onSubmit={submit} className="grid gap-5">
        <EnableFields options={options} nameRef={nameRef} nameJudged={nameJudged} />
      </form>
      <p className="flex gap-2 text-fg-2">
        <Icon name="info16" className="mt-0.5 text-fg-3" />
        {t('dialog.remark')}
      </p>
    </Dialog>
  );
}
