'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type Examination, examineText } from '@/lib/doctor/examine-text';
import { Diagnosis } from './diagnosis';

/** The text lives in this component and nowhere else: no form, no storage, no address, no request. */
export function ErrorDoctor() {
  const t = useTranslations('doctor');
  const [text, setText] = useState('');
  const examined: Examination | null = useExamination(text);
  const field = useRef<HTMLTextAreaElement>(null);

  function clear() {
    setText('');
    field.current?.focus();
  }

  return (
    <div className="mt-6 grid gap-3">
      <Field id="error-text" label={t('field')} hint={t('hint')}>
        <textarea
          id="error-text"
          ref={field}
          value={text}
          rows={6}
          aria-describedby="error-text-hint"
          // Neither the browser's memory of forms nor a spelling service gets what may hold a secret.
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          translate="no"
          onChange={(event) => setText(event.target.value)}
          className="w-full resize-y rounded-control border border-stroke border-b-stroke-strong bg-surface px-2.5 py-1.5 font-mono text-value hover:border-stroke-hover hover:border-b-stroke-strong"
        />
      </Field>
      {text !== '' && (
        <div>
          <Button onClick={clear}>{t('clear')}</Button>
        </div>
      )}
      <Diagnosis examined={examined} />
    </div>
  );
}

/** Null while there is nothing to read. Typing does not wait for it. */
function useExamination(text: string): Examination | null {
  const idle = useDeferredValue(text);
  return idle.trim() === '' ? null : examineText(idle);
}
