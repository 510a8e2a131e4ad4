'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { Icon } from './icon';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly initialFocus?: RefObject<HTMLElement | null>;
};

/** A dialog in the middle, a sheet from below on a phone. Focus is kept inside and goes back where it came from. */
export function Dialog({ open, onClose, title, children, footer, initialFocus }: DialogProps) {
  const t = useTranslations('ui');
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Base.Viewport className="fixed inset-0 z-50 grid items-end overflow-auto pt-6 narrow:place-items-center narrow:p-6">
          <Base.Popup
            initialFocus={initialFocus}
            className="w-full rounded-t-panel border border-dialog-border bg-surface shadow-dialog outline-none narrow:max-w-[600px] narrow:rounded-panel"
          >
            <div className="flex items-start justify-between gap-4 px-4 pt-5 pr-2 narrow:px-6 narrow:pr-3">
              <Base.Title className="text-section">{title}</Base.Title>
              <Base.Close
                aria-label={t('close')}
                className="grid size-8 place-items-center rounded-control text-fg-2 hover:bg-hover"
              >
                <Icon name="dismiss20" />
              </Base.Close>
            </div>
            <div className="grid gap-5 px-4 pt-3 pb-6 narrow:px-6">{children}</div>
            <div className="sticky bottom-0 flex justify-end gap-2 border-t border-divider bg-surface px-4 py-3 narrow:rounded-b-panel narrow:px-6 narrow:pt-4 narrow:pb-5">
              {footer}
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
