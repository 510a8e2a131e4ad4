'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu/menu';
import { chooseLocale } from '@/lib/locale/locale-actions';

/** Each language in its own words, so that it is found by those who need it. */
const languages = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'sv', label: 'Svenska', lang: 'sv' },
] as const;

export function LanguageMenu() {
  const t = useTranslations('shell');
  const locale = useLocale();
  const [, startTransition] = useTransition();
  const current = languages.find(({ value }) => value === locale)?.label ?? locale;
  return (
    <Menu
      label={t('changeLanguage', { current })}
      trigger={
        <>
          <Icon name="localLanguage20" />
          <span className="hidden narrow:inline">{current}</span>
          <Icon name="chevronDown12" className="hidden narrow:block" />
        </>
      }
      entries={languages}
      chosen={locale}
      onSelect={(value) => startTransition(() => chooseLocale(value))}
    />
  );
}
