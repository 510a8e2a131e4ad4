import type { ReactNode } from 'react';

export type MenuEntry = { readonly value: string; readonly label: string; readonly lang?: string };

export type MenuContent = {
  /** Words above the entries. */
  readonly note?: ReactNode;
  readonly entries: readonly MenuEntry[];
  /** Value of the entry that holds now, where they are a choice. */
  readonly chosen?: string;
  readonly onSelect: (value: string) => void;
};
