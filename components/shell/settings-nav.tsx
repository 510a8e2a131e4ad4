'use client';

import { Dialog } from '@base-ui/react/dialog';
import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from '@/components/ui/icon';

/** The settings, beside the page where there is room. */
export function SettingsNav() {
  const t = useTranslations('shell');
  return (
    <nav aria-label={t('settings')} className="hidden border-r border-divider bg-chrome wide:block">
      <div className="sticky top-12 px-3 py-5">
        <p className="px-2 pb-3 text-subtitle font-semibold">{t('settings')}</p>
        <NavLinks />
      </div>
    </nav>
  );
}

/** The same behind a button, where there is not. */
export function SettingsNavButton() {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label={t('openNavigation')}
        className="grid size-9 place-items-center rounded-control hover:bg-hover wide:hidden"
      >
        <Icon name="navigation20" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-50 w-64 border-r border-divider bg-chrome px-3 py-5 shadow-dialog outline-none">
          <Dialog.Title className="px-2 pb-3 text-subtitle font-semibold">{t('settings')}</Dialog.Title>
          <nav aria-label={t('settings')}>
            <NavLinks onFollow={() => setOpen(false)} />
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const entries = [
  { href: '/settings/siem', name: 'siem', icon: 'plugConnected20' },
  { href: '/settings/troubleshooting', name: 'troubleshooting', icon: 'info20' },
] as const;

const CURRENT =
  'bg-selected font-semibold before:absolute before:inset-y-2.5 before:left-0 before:w-[3px] before:rounded-full before:bg-brand-fg forced-colors:before:bg-[Highlight]';

function NavLinks({ onFollow }: { readonly onFollow?: () => void }) {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <ul className="grid gap-0.5">
      {entries.map(({ href, name, icon }) => {
        const current = path === href || path.startsWith(`${href}/`);
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              onClick={onFollow}
              className={clsx(
                'relative flex h-9 items-center gap-3 rounded-control px-2',
                current ? CURRENT : 'hover:bg-hover',
              )}
            >
              <Icon name={icon} className={current ? 'text-brand-fg' : 'text-fg-3'} />
              {t(name)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
