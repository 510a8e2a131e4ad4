'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef, useState } from 'react';
import { later, useLater } from '../later';
import type { MenuContent } from './menu-content';

type MenuProps = MenuContent & {
  /** What the button shows. */
  readonly trigger: ReactNode;
  readonly label: string;
};

const menuPart = later(() => import('./menu-popup').then(({ MenuPopup }) => MenuPopup));

/** A button with a menu, whose script comes when somebody is about to open it. */
export function Menu({ trigger, label, ...content }: MenuProps) {
  const t = useTranslations('ui');
  // The menu opens inside the page's landmark that its button is in.
  const home = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const popup = useLater(menuPart);
  const id = useId();
  const prepare = () => {
    // Fetched again after it was lost, it must not open by itself under a click that would then close it.
    if (popup === 'lost') setOpen(false);
    menuPart.load();
  };
  return (
    <div className="relative min-w-0">
      <div ref={home} />
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open && typeof popup === 'object'}
        aria-controls={open ? id : undefined}
        onPointerEnter={prepare}
        onFocus={prepare}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
        onClick={() => {
          menuPart.load();
          setOpen(typeof popup !== 'object' || !open);
        }}
        className="flex h-9 max-w-full min-w-0 items-center gap-1.5 rounded-control px-2 text-start hover:bg-hover"
      >
        {trigger}
      </button>
      {typeof popup === 'object' && <popup.part {...content} {...{ id, home, button, open }} onOpenChange={setOpen} />}
      {open && popup === 'lost' && (
        <p role="alert" className="absolute right-0 z-50 w-60 bg-bad-bg p-2 text-caption text-bad-fg">
          {t('lost')}
        </p>
      )}
    </div>
  );
}
