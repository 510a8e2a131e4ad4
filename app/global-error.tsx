'use client';

import './globals.css';
import { NextIntlClientProvider } from 'next-intl';
import { FailurePage } from '@/components/failure/failure-page';
import english from '@/messages/en/app.json';
import swedish from '@/messages/sv/app.json';

type ErrorProps = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

/** The frame of all pages failed, and the choice of language with it: the browser's own is what is left. */
export default function GlobalError({ error, retry }: ErrorProps) {
  const locale = typeof navigator !== 'undefined' && navigator.language.startsWith('sv') ? 'sv' : 'en';
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider locale={locale} messages={{ app: locale === 'sv' ? swedish : english }} timeZone="UTC">
          <main className="px-4 pt-4 narrow:px-6 wide:px-9">
            <FailurePage digest={error.digest} retry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
