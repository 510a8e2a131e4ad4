'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext } from 'react';
import type { CloudPages } from '@/lib/cloud/cloud-pages';

const Pages = createContext<CloudPages | null>(null);

/** Tells the page's parts where Microsoft's own pages are in this portal's cloud. */
export function CloudPagesOf({ pages, children }: { readonly pages: CloudPages; readonly children: ReactNode }) {
  return <Pages value={pages}>{children}</Pages>;
}

/** Host of the Defender portal, or its name where there is none. */
export function useDefenderPortal(): string {
  const t = useTranslations('shell');
  return useContext(Pages)?.defenderPortal ?? t('defenderPortal');
}

/** Address of the page that explains the numbers of Entra ID's refusals. */
export function useSignInErrors(): string {
  return useContext(Pages)?.signInErrors ?? '';
}
