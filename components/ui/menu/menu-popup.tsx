'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { RefObject } from 'react';
import { Icon } from '../icon';
import type { MenuContent } from './menu-content';

type MenuPopupProps = MenuContent & {
  readonly id: string;
  /** What the menu is drawn in, and the button that it belongs to. */
  readonly home: RefObject<HTMLElement | null>;
  readonly button: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

const itemClass =
  'flex min-h-9 cursor-default items-center gap-2 rounded-control px-2 outline-none select-none data-highlighted:bg-hover narrow:min-h-8';

export function MenuPopup({ id, home, button, open, onOpenChange, note, ...entries }: MenuPopupProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { event }) => {
        // The button's own click closes it.
        const onButton = event.target instanceof Node && button.current?.contains(event.target);
        if (!onButton) onOpenChange(next);
      }}
    >
      <Base.Portal container={home}>
        <Base.Positioner anchor={button} sideOffset={4} align="end" className="z-50 outline-none">
          <Base.Popup
            id={id}
            finalFocus={button}
            className="min-w-44 rounded-panel border border-dialog-border bg-surface p-1 shadow-menu outline-none"
          >
            {note}
            <Entries {...entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entries({ entries, chosen, onSelect }: Omit<MenuContent, 'note'>) {
  if (chosen === undefined) {
    return entries.map(({ value, label }) => (
      <Base.Item key={value} onClick={() => onSelect(value)} className={itemClass}>
        {label}
      </Base.Item>
    ));
  }
  return (
    <Base.RadioGroup value={chosen} onValueChange={(value: unknown) => typeof value === 'string' && onSelect(value)}>
      {entries.map(({ value, label, lang }) => (
        <Base.RadioItem key={value} value={value} lang={lang} className={itemClass}>
          <span className="size-4">
            <Base.RadioItemIndicator>
              <Icon name="checkmark16" />
            </Base.RadioItemIndicator>
          </span>
          {label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
