import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import type { PrerequisitesReport } from '@/lib/prerequisites/prerequisite';
import { getPrerequisites } from '@/lib/prerequisites/prerequisite-queries';
import { CheckAgain } from './check-again';
import { CheckRow } from './check-row';
import { Found } from './found';
import { PopupCheck } from './popup-check';
import { PrerequisitesFold } from './prerequisites-fold';
import { prerequisitesMessages } from './prerequisites-messages';

/** The section in full, as on first run; or folded to a line, where there are connectors already. */
export async function Prerequisites({ folded }: { readonly folded: boolean }) {
  const report = await getPrerequisites();
  const met = report.checks.filter((check) => check.state === 'met').length;
  const section = <PrerequisitesSection report={report} />;
  return (
    <ClientMessages of={prerequisitesMessages}>
      {folded ? (
        <PrerequisitesFold met={met} all={report.checks.length} checkedAt={report.checkedAt}>
          {section}
        </PrerequisitesFold>
      ) : (
        section
      )}
    </ClientMessages>
  );
}

function PrerequisitesSection({ report }: { readonly report: PrerequisitesReport }) {
  const t = useTranslations('prerequisites');
  return (
    <Section
      id="prerequisites"
      title={t('title')}
      lede={<Summary report={report} />}
      actions={
        <>
          <span className="text-caption text-fg-3">
            {t('checked')} <Time at={report.checkedAt} />
          </span>
          <CheckAgain />
        </>
      }
    >
      <ul className="border-y border-divider">
        {report.checks.map((check) => (
          <CheckRow key={check.name} title={t(`names.${check.name}`)} state={check.state}>
            <Found check={check} />
          </CheckRow>
        ))}
        <PopupCheck />
      </ul>
    </Section>
  );
}

function Summary({ report }: { readonly report: PrerequisitesReport }) {
  const t = useTranslations('prerequisites');
  const count = (state: string) => report.checks.filter((check) => check.state === state).length;
  // The browser's own check is unknown until it is tested.
  const counts = { met: count('met'), notMet: count('notMet'), unknown: count('unknown') + 1 };
  return (
    <>
      {t('summary', counts)} {t('noStop')}
    </>
  );
}

export function PrerequisitesSkeleton() {
  const t = useTranslations('prerequisites');
  return (
    <Section id="prerequisites" title={t('title')} lede={t('checking')}>
      <ul aria-busy="true" className="border-y border-divider">
        {['one', 'two', 'three', 'four', 'five', 'six'].map((key) => (
          <li
            key={key}
            className="grid h-12 grid-cols-[104px_208px_1fr] items-center gap-4 border-b border-divider-subtle"
          >
            <Skeleton width="short" />
            <Skeleton width="middle" />
            <Skeleton width="long" />
          </li>
        ))}
      </ul>
    </Section>
  );
}
