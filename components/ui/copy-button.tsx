'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Icon } from './icon';

type CopyButtonProps = {
  /** Name of what is copied, for those who listen: "Copy Client secret ID". */
  readonly name: string;
  readonly value: string;
  readonly onCopied?: () => void;
};

const SHOW_COPIED_MS = 2_000;

export const quietButtonClass = 'button-quiet';

export function CopyButton({ name, value, onCopied }: CopyButtonProps) {
  const t = useTranslations('ui');
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('ready'), SHOW_COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
      onCopied?.();
    } catch {
      setState('refused');
    }
  }

  const copied = state === 'copied';
  return (
    <>
      <button
        type="button"
        aria-label={t('copyNamed', { name })}
        onClick={() => void copy()}
        className={`${quietButtonClass} ${copied ? 'text-good-fg hover:text-good-fg' : ''}`}
      >
        <Icon name={copied ? 'checkmark16' : 'copy16'} className={copied ? '' : 'text-fg-3'} />
        <span>{copied ? t('copied') : t('copy')}</span>
      </button>
      <span aria-live="polite" className={state === 'refused' ? 'text-caption text-bad-fg' : 'sr-only'}>
        {copied ? t('copiedNamed', { name }) : ''}
        {state === 'refused' ? t('copyRefused') : ''}
      </span>
    </>
  );
}
