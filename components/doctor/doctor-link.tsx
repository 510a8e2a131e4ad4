import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** From a connector's page to where an error's text can be read. */
export function DoctorLink() {
  const t = useTranslations('connector');
  const link = (chunks: ReactNode) => (
    <Link href="/settings/troubleshooting" className="text-brand-fg underline">
      {chunks}
    </Link>
  );
  return <p className="mt-11 border-t border-divider pt-4 text-fg-2">{t.rich('doctor', { link })}</p>;
}
