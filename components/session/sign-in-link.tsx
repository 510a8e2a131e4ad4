'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

/** To sign-in, and back to this page afterwards. */
export function SignInLink() {
  const t = useTranslations('consent.signedOut');
  const path = usePathname();
  return (
    // A whole page load: what the router keeps belongs to the session that ended.
    <a href={`/sign-in?from=${encodeURIComponent(path)}`} className={buttonClass({ variant: 'primary', wide: true })}>
      {t('signIn')}
    </a>
  );
}
