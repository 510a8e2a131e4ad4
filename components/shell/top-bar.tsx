import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { AccountMenu } from './account-menu';
import { LanguageMenu } from './language-menu';
import { ProductMark } from './product-mark';
import type { Shell } from '@/lib/session/session-queries';

type TopBarProps = {
  /** Null while nobody is signed in. */
  readonly shell: Shell | null;
  /** The button that opens the navigation on narrow screens. */
  readonly menuButton?: ReactNode;
  /** How many notices are open. */
  readonly bell?: ReactNode;
};

/** Its menus say what the frame around it brings. */
export function TopBar({ shell, menuButton, bell }: TopBarProps) {
  const t = useTranslations('shell');
  return (
    <header className="sticky top-0 z-20 col-span-full flex h-12 items-center gap-1 border-b border-divider bg-canvas pr-2 pl-2 wide:pl-5">
      {menuButton}
      <Link
        href="/settings/siem"
        className="flex items-center gap-2.5 rounded-control px-1 font-semibold whitespace-nowrap wide:-ml-1"
      >
        <ProductMark />
        {t('product')}
      </Link>
      {shell?.tenantName && (
        <div
          title={t('tenantId', { id: shell.tenantId })}
          className="ml-2 flex min-w-0 items-center gap-1.5 border-l border-divider pl-3 whitespace-nowrap text-fg-2 narrow:ml-4 narrow:pl-4"
        >
          <Icon name="building20" className="hidden narrow:block" />
          <span className="truncate">{shell.tenantName}</span>
          <span className="hidden text-fg-3 wide:inline">{shell.tenantDomain}</span>
        </div>
      )}
      <div className="ml-auto flex min-w-0 flex-none items-center gap-0.5">
        {bell}
        <LanguageMenu />
        {shell && <AccountMenu upn={shell.upn} access={shell.access} />}
      </div>
    </header>
  );
}
