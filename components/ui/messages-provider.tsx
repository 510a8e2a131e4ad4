'use client';

import { type Locale, NextIntlClientProvider } from 'next-intl';
import type { ComponentProps } from 'react';

type MessagesProviderProps = Pick<ComponentProps<typeof NextIntlClientProvider>, 'messages' | 'children'> & {
  readonly locale: Locale;
};

/** next-intl's own for servers waits for five values before it draws, and sends those that are always the same. */
export function MessagesProvider({ locale, messages, children }: MessagesProviderProps) {
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}
