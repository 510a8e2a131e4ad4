import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Pill } from '@/components/ui/pill';
import { Time } from '@/components/ui/time';
import type { PrerequisitesReport } from '@/lib/prerequisites/prerequisite';

/** Whether the section is shown, and the address of the same page with it shown or not. */
export type Fold = { readonly open: boolean; readonly href: string };

type PrerequisitesCollapsibleProps = Fold & {
  /** Null while the tenant is being checked. */
  readonly report: PrerequisitesReport | null;
  readonly children?: ReactNode;
};

/** A line that opens: with connectors in place the checks are looked at now and then. */
export function PrerequisitesCollapsible({ open, href, report, children }: PrerequisitesCollapsibleProps) {
  const t = useTranslations('prerequisites');
  return (
    <div>
      <div className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">
        {!open && (
          <>
            <b>{t('title')}</b>
            {report ? <Outcome report={report} /> : <span className="text-caption text-fg-3">{t('checking')}</span>}
          </>
        )}
        {/* What is shown comes when it is asked for, not with every page. */}
        <Link
          href={href}
          prefetch={false}
          scroll={false}
          replace
          aria-expanded={open}
          className="ml-auto content-center min-h-9 text-link hover:text-link-hover hover:underline narrow:min-h-6"
        >
          {open ? t('hideAll') : t('showAll')}
        </Link>
      </div>
      {open && children}
    </div>
  );
}

function Outcome({ report }: { readonly report: PrerequisitesReport }) {
  const t = useTranslations('prerequisites');
  const met = report.checks.filter((check) => check.state === 'met').length;
  const good = met === report.checks.length;
  return (
    <>
      <Pill tone={good ? 'good' : 'neutral'} icon={good ? 'checkmarkCircle16' : 'questionCircle16'}>
        {t('fold', { met, all: report.checks.length })}
      </Pill>
      <span className="text-caption text-fg-3">
        {t('checked')} <Time at={report.checkedAt} />
      </span>
    </>
  );
}
