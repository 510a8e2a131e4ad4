'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';

/** Reads the tenant again: the page's data is never cached. */
export function CheckAgain() {
  const t = useTranslations('prerequisites');
  const router = useRouter();
  const [checking, startTransition] = useTransition();
  return (
    <Button
      icon={checking ? undefined : 'arrowSync16'}
      aria-disabled={checking || undefined}
      onClick={() => !checking && startTransition(() => router.refresh())}
    >
      {checking && <Spinner />}
      {t('checkAgain')}
    </Button>
  );
}
