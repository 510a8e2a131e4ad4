'use client';

import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

type ModalProps = {
  /** Id of the heading that names it. */
  readonly labelledBy: string;
  readonly onClose: () => void;
  /** Gets the focus; else the first control does. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  readonly className: string;
  readonly children: ReactNode;
};

/**
 * The browser's own dialog above the page, for as long as it is drawn. The browser keeps the focus inside and gives it
 * back; no script has to come first.
 */
export function Modal(props: ModalProps) {
  return createPortal(<OpenModal {...props} />, document.body);
}

function OpenModal({ labelledBy, onClose, initialFocus, className, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const pressedOutside = useRef(false);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    initialFocus?.current?.focus();
    // Closed before it leaves the page, or the focus would not go back.
    return () => dialog?.close();
  }, [initialFocus]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // The browser may close it without asking.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (pressedOutside.current && event.target === event.currentTarget) onClose();
      }}
      className={`m-0 size-full max-h-none max-w-none overflow-auto bg-transparent text-fg outline-none backdrop:bg-overlay ${className}`}
    >
      {children}
    </dialog>
  );
}
