import clsx from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';
import { Icon } from '@/components/ui/icon';
import { Time } from '@/components/ui/time';
import type { NoticeList as Listed, ShownNotice } from '@/lib/notices/notice-queries';
import { NoticeButtons } from './notice-buttons';
import { noticeButtonsMessages } from './notice-buttons-messages';

type View = 'open' | 'snoozed' | 'done';

/** What is told, with what may be done about it. */
export function NoticeList({ view, list }: { readonly view: View; readonly list: Listed }) {
  const t = useTranslations('notices');
  const { notices, counts, mayChange } = list;
  const views = [
    ['open', t('views.open', { count: counts.open })],
    ['snoozed', t('views.snoozed', { count: counts.snoozed })],
    ['done', t('views.done')],
  ] as const;
  return (
    <>
      <nav aria-label={t('views.label')} className="mt-6 flex gap-6 border-b border-divider">
        {views.map(([each, label]) => (
          <Link
            key={each}
            href={each === 'open' ? '/settings/notices' : `/settings/notices?show=${each}`}
            aria-current={each === view ? 'page' : undefined}
            className={clsx(
              '-mb-px border-b-2 py-2.5',
              each === view ? 'border-brand-fg font-semibold' : 'border-transparent',
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      {notices.length === 0 && <p className="py-4 text-fg-3">{t(`none.${view}`)}</p>}
      <ClientMessages of={noticeButtonsMessages}>
        <ul aria-label={t('views.label')}>
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice}>
              {mayChange && view !== 'done' && <NoticeButtons id={notice.id} title={notice.title} />}
            </NoticeRow>
          ))}
        </ul>
      </ClientMessages>
    </>
  );
}

const signs = {
  critical: { icon: 'errorCircle20', colour: 'text-bad-fg' },
  warning: { icon: 'warning20', colour: 'text-soon-fg' },
  info: { icon: 'info20', colour: 'text-fg-3' },
} as const;

function NoticeRow({ notice, children }: { readonly notice: ShownNotice; readonly children: ReactNode }) {
  const t = useTranslations('notices');
  const { severity, title, text, at, connectorId, toldBy } = notice;
  const { icon, colour } = signs[severity];
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] items-start gap-x-3 gap-y-2 border-b border-divider-subtle py-3 wide:grid-cols-[20px_minmax(0,1fr)_auto] wide:gap-x-4">
      <Icon name={icon} className={`mt-0.5 ${colour}`} />
      <div className="min-w-0">
        <b className="font-semibold [overflow-wrap:anywhere]">{title}</b>
        <p className="text-fg-2 [overflow-wrap:anywhere]">{text}</p>
        <p className="text-caption text-fg-3">
          <Time at={at} />
          {toldBy.length > 0 && ` · ${t('toldBy', { channels: toldBy.join(', ') })}`}
          <Ending notice={notice} />
        </p>
      </div>
      <div className="col-start-2 flex flex-wrap items-center gap-2 wide:col-start-3">
        {connectorId && (
          <Link href={`/settings/siem/${connectorId}`} className="button-standard min-h-7 px-2 py-[3px] text-caption">
            {t('open')}
          </Link>
        )}
        {children}
      </div>
    </li>
  );
}

function Ending({ notice }: { readonly notice: ShownNotice }) {
  const t = useTranslations('notices');
  const { snoozedUntil, acknowledgedByUpn: upn, handledReason: reason, isOver } = notice;
  if (upn && reason) return <> · {t('handledBy', { upn, reason })}</>;
  if (upn) return <> · {t('acknowledgedBy', { upn })}</>;
  if (isOver) return <> · {t('over')}</>;
  if (!snoozedUntil) return null;
  return <> · {t.rich('snoozedUntil', { when: () => <Time at={snoozedUntil} /> })}</>;
}
