'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { type ReactNode, useRef } from 'react';
import { Icon } from './icon';

type MenuProps = {
  /** What the button shows. */
  readonly trigger: ReactNode;
  readonly label?: string;
  readonly children: ReactNode;
};

const itemClass =
  'flex min-h-9 cursor-default items-center gap-2 rounded-control px-2 outline-none select-none data-highlighted:bg-hover narrow:min-h-8';

export function Menu({ trigger, label, children }: MenuProps) {
  // The menu opens inside the page's landmark that its button is in.
  const home = useRef<HTMLDivElement>(null);
  return (
    <Base.Root>
      <div ref={home} />
      <Base.Trigger
        aria-label={label}
        className="flex h-9 min-w-0 items-center gap-1.5 rounded-control px-2 text-start hover:bg-hover"
      >
        {trigger}
      </Base.Trigger>
      <Base.Portal container={home}>
        <Base.Positioner sideOffset={4} align="end" className="z-50 outline-none">
          <Base.Popup className="min-w-44 rounded-panel border border-dialog-border bg-surface p-1 shadow-menu outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ onSelect, children }: { readonly onSelect: () => void; readonly children: ReactNode }) {
  return (
    <Base.Item onClick={onSelect} className={itemClass}>
      {children}
    </Base.Item>
  );
}

type MenuChoicesProps = {
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
  readonly onChoose: (value: string) => void;
};

export function MenuChoices({ value, choices, onChoose }: MenuChoicesProps) {
  return (
    <Base.RadioGroup value={value} onValueChange={(chosen: unknown) => typeof chosen === 'string' && onChoose(chosen)}>
      {choices.map((choice) => (
        <Base.RadioItem key={choice.value} value={choice.value} lang={choice.lang} className={itemClass}>
          <span className="size-4">
            <Base.RadioItemIndicator>
              <Icon name="checkmark16" />
            </Base.RadioItemIndicator>
          </span>
          {choice.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
