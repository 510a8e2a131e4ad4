import './globals.css';
import type { Metadata, Viewport } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { failurePageMessages } from '@/components/failure/failure-page-messages';
import { notFoundPageMessages } from '@/components/failure/not-found-page-messages';
import { LocalTimes } from '@/components/shell/local-times';
import { ClientMessages } from '@/components/ui/client-messages';

// A nonce in the policy works on pages that are rendered for each request only.
export const dynamic = 'force-dynamic';

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

const withoutPage = [...failurePageMessages, ...notFoundPageMessages];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('app');
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    icons: { icon: '/favicon.svg' },
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
  };
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang={await getLocale()}>
      <body>
        {/* A page that fails, or is not there, has nothing else to say it with. */}
        <ClientMessages of={withoutPage}>
          {children}
          <LocalTimes />
        </ClientMessages>
      </body>
    </html>
  );
}
