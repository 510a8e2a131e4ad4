'use client';

import { createContext, type ReactNode, useContext } from 'react';

const Upn = createContext('');

/** Tells the page's parts who is signed in, to name the account to use in a pop-up. */
export function SignedIn({ upn, children }: { readonly upn: string; readonly children: ReactNode }) {
  return <Upn value={upn}>{children}</Upn>;
}

export function useSignedInUpn(): string {
  return useContext(Upn);
}
