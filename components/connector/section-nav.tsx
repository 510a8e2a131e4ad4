import { useTranslations } from 'next-intl';
import { HistoryLink } from './history-link';

const sections = [
  ['details', 'details'],
  ['siem-type', 'siemType'],
  ['tokens', 'tokens'],
  ['verify', 'verify'],
  ['life-cycle', 'lifeCycle'],
] as const;

/** Links down the page, which is long, and to the page beside it. */
export function SectionNav({ connectorId }: { readonly connectorId: string }) {
  const t = useTranslations('connector.rail');
  return (
    <nav
      aria-label={t('label')}
      className="sticky top-12 z-10 mt-6 flex gap-1 overflow-x-auto border-b border-divider bg-canvas"
    >
      {sections.map(([id, name]) => (
        <a key={id} href={`#${id}`} className="section-link">
          {t(name)}
        </a>
      ))}
      <HistoryLink connectorId={connectorId} className="section-link" />
    </nav>
  );
}
