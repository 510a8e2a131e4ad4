import { useTranslations } from 'next-intl';
import { Arrival } from '@/components/arrival/arrival';
import { ClientMessages } from '@/components/ui/client-messages';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import type { PrerequisitesReport } from '@/lib/prerequisites/prerequisite';
import type { Arriving } from '@/lib/session/at-hand';
import { CheckAgain } from './check-again';
import { checkAgainMessages } from './check-again-messages';
import { CheckRow } from './check-row';
import { CheckResult } from './check-result';
import { PopupCheck } from './popup-check';
import { popupCheckMessages } from './popup-check-messages';
import { type Fold, PrerequisitesCollapsible } from './prerequisites-collapsible';

type PrerequisitesProps = {
  /** Where there are connectors already; null shows the section in full, as on first run. */
  readonly fold: Fold | null;
  readonly report: Arriving<PrerequisitesReport>;
};

/** What the tenant must have, checked now. */
export function Prerequisites({ fold, report }: PrerequisitesProps) {
  return (
    <Arrival of={report} fallback={fold ? <Folded fold={fold} report={null} /> : <PrerequisitesSkeleton />}>
      {(read) => (fold ? <Folded fold={fold} report={read} /> : <PrerequisitesSection report={read} />)}
    </Arrival>
  );
}

function Folded({ fold, report }: { readonly fold: Fold; readonly report: PrerequisitesReport | null }) {
  return (
    <PrerequisitesCollapsible {...fold} report={report}>
      {report ? <PrerequisitesSection report={report} /> : <PrerequisitesSkeleton />}
    </PrerequisitesCollapsible>
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
          <ClientMessages of={checkAgainMessages}>
            <CheckAgain />
          </ClientMessages>
        </>
      }
    >
      <ul className="border-y border-divider">
        {report.checks.map((check) => (
          <CheckRow key={check.name} title={t(`names.${check.name}`)} state={check.state}>
            <CheckResult check={check} />
          </CheckRow>
        ))}
        <ClientMessages of={popupCheckMessages}>
          <PopupCheck />
        </ClientMessages>
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

function PrerequisitesSkeleton() {
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
