import type { ReactNode } from 'react';
import { getShell } from '@/lib/session/session-queries';
import { PlainFrame } from './plain-frame';

/** A page that is only a message, for whoever is signed in. */
export async function SessionFrame({ children }: { readonly children: ReactNode }) {
  return <PlainFrame shell={await getShell()}>{children}</PlainFrame>;
}
