'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/field';
import { addChannel } from '@/lib/channels/channel-actions';
import type { ChannelInput } from '@/lib/channels/channel-input';
import { ShownOnce } from './shown-once';
import { useAct } from './use-act';

type Shown = { readonly dialog: 'keyDialog' | 'calendarDialog'; readonly value: string };

/** `Add channel`, and what is shown of it once. */
export function AddChannel() {
  const t = useTranslations('notices.channels');
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('add')}</Button>
      {open && <AddDialog onClose={() => setOpen(false)} onShow={setShown} />}
      {shown && (
        <ShownOnce
          title={t(`${shown.dialog}.title`)}
          text={t(`${shown.dialog}.text`)}
          name={t(`${shown.dialog}.name`)}
          close={t(`${shown.dialog}.close`)}
          value={shown.value}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

const kinds = ['webhook', 'email', 'teams', 'calendar'] as const;
const severities = ['info', 'warning', 'critical'] as const;
const languages = ['en', 'sv'] as const;

const empty: ChannelInput = { kind: 'webhook', name: '', target: '', leastSeverity: 'info', locale: 'en' };

type AddDialogProps = { readonly onClose: () => void; readonly onShow: (shown: Shown) => void };

function AddDialog({ onClose, onShow }: AddDialogProps) {
  const t = useTranslations('notices');
  const { busy, problem, act } = useAct();
  const [input, setInput] = useState(empty);
  const change = (part: Partial<ChannelInput>) => setInput({ ...input, ...part });
  const save = () =>
    act(
      () => addChannel(input),
      ({ key, address }) => {
        onClose();
        if (key) onShow({ dialog: 'keyDialog', value: key });
        if (address) onShow({ dialog: 'calendarDialog', value: address });
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('channels.dialog.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('channels.dialog.cancel')}</Button>
          <Button variant="primary" aria-disabled={busy || undefined} onClick={save}>
            {t(busy ? 'channels.dialog.saving' : 'channels.dialog.save')}
          </Button>
        </>
      }
    >
      <ChannelFields input={input} change={change} />
      {problem && (
        <p role="alert" className="text-bad-fg">
          {t(`problems.${problem}`)}
        </p>
      )}
    </Dialog>
  );
}

type FieldsProps = { readonly input: ChannelInput; readonly change: (part: Partial<ChannelInput>) => void };

function ChannelFields({ input, change }: FieldsProps) {
  const t = useTranslations('notices.channels');
  const { kind, name, target, leastSeverity, locale } = input;
  return (
    <>
      <Field id="channel-kind" label={t('dialog.kind')}>
        <Choice
          id="channel-kind"
          value={kind}
          of={kinds}
          label={(each) => t(`kinds.${each}`)}
          choose={(next) => change({ kind: next })}
        />
      </Field>
      <Field id="channel-name" label={t('dialog.name')} hint={t('dialog.nameHint')}>
        <Input
          id="channel-name"
          value={name}
          maxLength={60}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      {kind !== 'calendar' && (
        <Field id="channel-target" label={t(`dialog.target.${kind}`)} hint={t(`dialog.targetHint.${kind}`)}>
          <Input
            id="channel-target"
            value={target}
            type={kind === 'email' ? 'email' : 'url'}
            autoComplete="off"
            maxLength={2_000}
            onChange={(event) => change({ target: event.target.value })}
          />
        </Field>
      )}
      {kind !== 'calendar' && (
        <Field id="channel-gets" label={t('dialog.gets')}>
          <Choice
            id="channel-gets"
            value={leastSeverity}
            of={severities}
            label={(each) => t(`gets.${each}`)}
            choose={(next) => change({ leastSeverity: next })}
          />
        </Field>
      )}
      <Field id="channel-language" label={t('dialog.language')}>
        <Choice
          id="channel-language"
          value={locale}
          of={languages}
          label={(each) => t(`languages.${each}`)}
          choose={(next) => change({ locale: next })}
        />
      </Field>
    </>
  );
}

type ChoiceProps<Value extends string> = {
  readonly id: string;
  readonly value: Value;
  readonly of: readonly Value[];
  readonly label: (value: Value) => string;
  readonly choose: (value: Value) => void;
};

function Choice<Value extends string>({ id, value, of, label, choose }: ChoiceProps<Value>) {
  return (
    <Select
      id={id}
      value={value}
      onChange={(event) => {
        const chosen = of.find((each) => each === event.target.value);
        if (chosen) choose(chosen);
      }}
    >
      {of.map((each) => (
        <option key={each} value={each}>
          {label(each)}
        </option>
      ))}
    </Select>
  );
}
