'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { FindingId } from '@/lib/doctor/examine-text';

type Words = { readonly cause: string; readonly fix: string };
type TextsOfFindings = Readonly<Partial<Record<FindingId, Words>>>;

const Texts = createContext<TextsOfFindings>({});

export function RefusalTextsOf({ texts, children }: { readonly texts: TextsOfFindings; readonly children: ReactNode }) {
  return <Texts value={texts}>{children}</Texts>;
}

/** The doctor's words, on a page that has them; null for what is no finding. */
export function useRefusalText(id: FindingId | null): Words | null {
  const texts = useContext(Texts);
  return id === null ? null : (texts[id] ?? null);
}
