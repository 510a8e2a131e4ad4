import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from './icon';

type ExternalLinkProps = { readonly href: string; readonly className?: string; readonly children: ReactNode };

/** Opens in a new tab, and says so. */
export function ExternalLink({ href, className, children }: ExternalLinkProps) {
  const t = useTranslations('ui');
  return (
    <a href={href} target="_blank" rel="noreferrer" className={clsx('text-brand-fg underline', className)}>
      {children}
      <span className="sr-only"> ({t('newTab')})</span> <Icon name="windowNew16" className="inline" />
    </a>
  );
}
