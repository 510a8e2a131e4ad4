'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useRef, useState } from 'react';
import { BeginProblemMessage } from '@/components/operation/begin-problem';
import { useBeginOnItsPage } from '@/components/operation/use-begin';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { MessageBar } from '@/components/ui/message-bar';
import { validateName } from '@/lib/connector/connector-name-input';
import type { EnableOptions } from '@/lib/pages/enable-queries';
import { findSiemFormat } from '@/lib/siem/catalogue/siem-catalogue';
import { type Chosen, EnableFields } from './enable-fields';
import { isBlocked, isUnavailable, needsAsking } from './offered-apis';
import { proposeApi } from './proposed-api';

type EnableDialogProps = {
  readonly options: EnableOptions;
  readonly open: boolean;
  readonly onClose: () => void;
};

const FORM_ID = 'enable-form';

/** Asks what the connector shall be; the click on `Continue to sign-in` opens the pop-up. */
export function EnableDialog({ options, open, onClose }: EnableDialogProps) {
  const t = useTranslations('enable');
  const searchRef = useRef<HTMLInputElement>(null);
  const nameRef = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [nameValidated, setNameValidated] = useState(false);
  const { problem, busy, begin } = useBeginOnItsPage();
  const blocked = isBlocked(options);
  const ready = chosen !== null && isPossible(chosen, options);
  const asks = chosen !== null && needsAsking(options, chosen.api);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || blocked || !ready) return;
    const form = new FormData(event.currentTarget);
    setNameValidated(true);
    const name = form.get('name');
    if (typeof name !== 'string' || validateName(name) !== null) {
      nameRef.current?.focus();
      return;
    }
    // No awaiting before this line: the pop-up must open in the click.
    begin({ ...Object.fromEntries(form), kind: 'enable' });
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('dialog.title')}
      initialFocus={searchRef}
      footer={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button
            type="submit"
            form={FORM_ID}
            variant="primary"
            aria-disabled={busy || blocked || !ready || undefined}
            className="flex-1 narrow:flex-none"
          >
            {busy ? t('dialog.continuing') : t(asks ? 'dialog.ask' : 'dialog.continue')}
          </Button>
        </>
      }
    >
      {options.secretsForbidden && <MessageBar tone="bad">{t('dialog.forbidden')}</MessageBar>}
      {!options.secretsForbidden && blocked && <MessageBar tone="soon">{t('dialog.noApi')}</MessageBar>}
      {problem && <BeginProblemMessage problem={problem} />}
      <form id={FORM_ID} noValidate onSubmit={submit} className="grid gap-5">
        <EnableFields
          options={options}
          chosen={chosen}
          onChoose={setChosen}
          searchRef={searchRef}
          nameRef={nameRef}
          nameValidated={nameValidated}
        />
      </form>
      <p className="flex gap-2 text-fg-2">
        <Icon name="info16" className="mt-0.5 text-fg-3" />
        {t('dialog.remark')}
      </p>
    </Dialog>
  );
}

/** One that needs no connector gets none, and an API that nobody here can have is none to choose. */
function isPossible({ siemType, api }: Chosen, options: EnableOptions): boolean {
  const format = findSiemFormat(siemType);
  const option = options.apis.find((one) => one.api === api);
  if (!format || !option || isUnavailable(option)) return false;
  return proposeApi(format.access, options).kind !== 'needsNone';
}
