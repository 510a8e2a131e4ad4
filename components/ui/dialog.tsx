'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useId } from 'react';
import { Icon } from './icon';
import { Modal } from './modal';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly initialFocus?: RefObject<HTMLElement | null>;
};

/** A dialog in the middle, a sheet from below on a phone. Focus is kept inside and goes back where it came from. */
export function Dialog({ open, ...dialog }: DialogProps) {
  return open && <OpenDialog {...dialog} />;
}

function OpenDialog({ onClose, title, children, footer, initialFocus }: Omit<DialogProps, 'open'>) {
  const t = useTranslations('ui');
  const id = useId();
  return (
    <Modal
      labelledBy={id}
      onClose={onClose}
      initialFocus={initialFocus}
      className="grid items-end pt-6 narrow:place-items-center narrow:p-6"
    >
      <div className="w-full rounded-t-panel border border-dialog-border bg-surface shadow-dialog narrow:max-w-[600px] narrow:rounded-panel">
        <div className="flex items-start justify-between gap-4 px-4 pt-5 pr-2 narrow:px-6 narrow:pr-3">
          <h2 id={id} className="text-section">
            {title}
          </h2>
          <button
            type="button"
            aria-label={t('close')}
            onClick={onClose}
            className="grid size-8 place-items-center rounded-control text-fg-2 hover:bg-hover"
          >
            <Icon name="dismiss20" />
          </button>
        </div>
        <div className="grid gap-5 px-4 pt-3 pb-6 narrow:px-6">{children}</div>
        <div className="sticky bottom-0 flex justify-end gap-2 border-t border-divider bg-surface px-4 py-3 narrow:rounded-b-panel narrow:px-6 narrow:pt-4 narrow:pb-5">
          {footer}
        </div>
      </div>
    </Modal>
  );
}
