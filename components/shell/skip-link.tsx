import { useTranslations } from 'next-intl';

/** Past the bar and the navigation, for those who come by keyboard. */
export function SkipLink() {
  const t = useTranslations('shell');
  return (
    <a href="#main" className="absolute -top-20 left-2 z-50 rounded-control bg-surface px-3 py-2 text-link focus:top-2">
      {t('skip')}
    </a>
  );
}
