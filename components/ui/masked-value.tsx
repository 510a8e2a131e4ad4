'use client';

import { useTranslations } from 'next-intl';
import { Icon } from './icon';
import { quietButtonClass } from './copy-button';

/** As long for every secret, so that the dots tell nothing. */
const DOTS = '•'.repeat(24);

type MaskedProps = { readonly value: string; readonly shown: boolean };

export function MaskedValue({ value, shown }: MaskedProps) {
  if (shown) return value;
  return (
    <span aria-hidden="true" className="tracking-widest whitespace-nowrap text-fg-2">
      {DOTS}
    </span>
  );
}

type ShowButtonProps = {
  readonly name: string;
  readonly shown: boolean;
  readonly onToggle: () => void;
};

export function ShowButton({ name, shown, onToggle }: ShowButtonProps) {
  const t = useTranslations('ui');
  const verb = shown ? 'hide' : 'show';
  return (
    <button type="button" aria-label={t(`${verb}Named`, { name })} onClick={onToggle} className={quietButtonClass}>
      <Icon name="eye16" className="text-fg-3" />
      <span>{t(verb)}</span>
    </button>
  );
}
