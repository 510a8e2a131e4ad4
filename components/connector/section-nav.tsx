import { useTranslations } from 'next-intl';

const sections = [
  ['details', 'details'],
  ['siem-type', 'siemType'],
  ['tokens', 'tokens'],
  ['verify', 'verify'],
  ['life-cycle', 'lifeCycle'],
] as const;

/** Links down the page, which is long. */
export function SectionNav() {
  const t = useTranslations('connector.rail');
  return (
    <nav
      aria-label={t('label')}
      className="sticky top-12 z-10 mt-6 flex gap-1 overflow-x-auto border-b border-divider bg-canvas"
    >
      {sections.map(([id, name]) => (
        <a
          key={id}
          href={`#${id}`}
          className="flex h-11 items-center px-2.5 whitespace-nowrap text-fg-2 first:pl-0 hover:text-fg hover:underline"
        >
          {t(name)}
        </a>
      ))}
    </nav>
  );
}
