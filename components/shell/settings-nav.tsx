'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { Modal } from '@/components/ui/modal';

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
  const id = useId();
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        aria-label={t('openNavigation')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="grid size-9 place-items-center rounded-control hover:bg-hover wide:hidden"
      >
        <Icon name="navigation20" />
      </button>
      {open && (
        <Modal labelledBy={id} onClose={close} className="">
          <div className="h-full w-64 border-r border-divider bg-chrome px-3 py-5 shadow-dialog">
            <h2 id={id} className="px-2 pb-3 text-subtitle font-semibold">
              {t('settings')}
            </h2>
            <nav aria-label={t('settings')}>
              <NavLinks onFollow={close} />
            </nav>
          </div>
        </Modal>
      )}
    </>
  );
}

const entries = [
  { href: '/settings/siem', name: 'siem', icon: 'plugConnected20' },
  { href: '/settings/troubleshooting', name: 'troubleshooting', icon: 'info20' },
  { href: '/settings/history', name: 'history', icon: 'clock16' },
  { href: '/settings/notices', name: 'notices', icon: 'alert20' },
  { href: '/settings/sessions', name: 'sessions', icon: 'personCircle20' },
  { href: '/settings/about', name: 'about', icon: 'info20' },
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
              className={clsx('nav-link', current ? CURRENT : 'hover:bg-hover')}
            >
              <Icon
                name={icon}
                className={clsx(icon === 'clock16' && 'mx-0.5', current ? 'text-brand-fg' : 'text-fg-3')}
              />
              {t(name)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
