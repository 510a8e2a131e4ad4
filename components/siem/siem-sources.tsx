import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ExternalLink } from '@/components/ui/external-link';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { SiemReading, SiemVerdict } from '@/lib/siem/siem-access';
import type { SiemFacts } from '@/lib/siem/siem-facts';
import type { SiemPermission } from '@/lib/siem/siem-permission';

type SiemSourcesProps = { readonly facts: SiemFacts; readonly verdict: SiemVerdict };

/** What the SIEM may, and how far the facts about it go. */
export function SiemSources({ facts, verdict }: SiemSourcesProps) {
  const t = useTranslations('siemGuide');
  const { vendorPage, furtherPages = [], checked, confidence } = facts;
  const readings = readingsOf(verdict);
  const incidents = readings.flatMap((reading) => reading.incidents ?? []);
  const vendorAsks = readings.flatMap((reading) => reading.vendorAsks);
  return (
    <ValueList>
      <ValueRow label={t('permission')}>
        {readings.length > 0 ? <Permissions permissions={readings.flatMap(({ needs }) => needs)} /> : t('noPermission')}
      </ValueRow>
      {incidents.length > 0 && (
        <ValueRow label={t('forIncidents')}>
          <Permissions permissions={incidents} />
        </ValueRow>
      )}
      {vendorAsks.length > 0 && (
        <ValueRow label={t('vendorAsks')}>
          <Permissions permissions={vendorAsks} />
        </ValueRow>
      )}
      <ValueRow label={t('vendorPage')}>
        <ExternalLink href={vendorPage}>{new URL(vendorPage).host}</ExternalLink>
        {furtherPages.map(({ name, page }) => (
          <span key={page} className="block">
            <ExternalLink href={page}>{name}</ExternalLink>
          </span>
        ))}
      </ValueRow>
      <ValueRow label={t('facts')}>
        {t.rich('factsText', {
          confidence: t(`confidence.${confidence}`),
          date: () => <Time at={`${checked}T00:00:00Z`} style="date" />,
        })}
      </ValueRow>
    </ValueList>
  );
}

function readingsOf(verdict: SiemVerdict): readonly SiemReading[] {
  switch (verdict.kind) {
    case 'reads':
      return [verdict.reading];
    case 'other-api':
      return verdict.readings;
    case 'no-credential':
      return [];
  }
}

const code = (chunks: ReactNode) => <code>{chunks}</code>;

function Permissions({ permissions }: { readonly permissions: readonly SiemPermission[] }) {
  const t = useTranslations('connector.siemType');
  return permissions.map(({ resource, appRole }) => (
    <span key={appRole} className="block">
      {t.rich('role', { role: appRole, resource, code })}
    </span>
  ));
}
