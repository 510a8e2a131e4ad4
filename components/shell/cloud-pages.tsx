'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { CloudPages } from '@/lib/cloud/cloud-pages';

/** Host of the Defender portal, or its name where there is none. */
type NamedPages = CloudPages & { readonly defenderPortal: string };

const Pages = createContext<NamedPages>({ defenderPortal: '', signInErrors: '' });

/** Tells the page's parts where Microsoft's own pages are in this portal's cloud. */
export function CloudPagesOf({ pages, children }: { readonly pages: NamedPages; readonly children: ReactNode }) {
  return <Pages value={pages}>{children}</Pages>;
}

export function useDefenderPortal(): string {
  return useContext(Pages).defenderPortal;
}

/** Address of the page that explains the numbers of Entra ID's refusals. */
export function useSignInErrors(): string {
  return useContext(Pages).signInErrors;
}
