import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type MessagePath, pickMessages } from './pick-messages';

type ClientMessagesProps = { readonly of: readonly MessagePath[]; readonly children: ReactNode };

/** Sends to the browser what its components below here can say, and no other message. */
export async function ClientMessages({ of, children }: ClientMessagesProps) {
  return <NextIntlClientProvider messages={pickMessages(await getMessages(), of)}>{children}</NextIntlClientProvider>;
}
