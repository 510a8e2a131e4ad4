import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from './icon';

export type Crumb = { readonly label: string; readonly href?: string };

type PageHeadProps = {
  readonly crumbs: readonly Crumb[];
  readonly title: string;
  /** Beside the title: a status. */
  readonly badge?: ReactNode;
  readonly lede?: ReactNode;
  readonly action?: ReactNode;
};

export function PageHead({ crumbs, title, badge, lede, action }: PageHeadProps) {
  const t = useTranslations('ui');
  return (
    <>
      <nav aria-label={t('breadcrumb')} className="mb-2 flex flex-wrap items-center gap-1 text-caption text-fg-3">
        {crumbs.map((crumb, index) => (
          <span key={crumb.label} className="flex items-center gap-1">
            {index > 0 && <Icon name="chevronRight12" className="opacity-80" />}
            {crumb.href ? (
              <Link href={crumb.href} className="hover:underline">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current={index === crumbs.length - 1 ? 'page' : undefined}>{crumb.label}</span>
            )}
          </span>
        ))}
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_420px]">
          <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-page-narrow [overflow-wrap:anywhere] narrow:text-page">
            {title}
            {badge}
          </h1>
          {lede && <p className="mt-1 max-w-[92ch] text-fg-3">{lede}</p>}
        </div>
        {action && <div className="w-full narrow:w-auto">{action}</div>}
      </div>
    </>
  );
}
