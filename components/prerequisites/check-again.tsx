'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { checkTenantAgain } from '@/lib/prerequisites/prerequisite-actions';

/** Reads the tenant again. When the portal does not answer, the page goes on saying what it said. */
export function CheckAgain() {
  const t = useTranslations('prerequisites');
  const [checking, startTransition] = useTransition();
  const check = () =>
    startTransition(async () => {
      await checkTenantAgain().catch(() => undefined);
    });
  return (
    <Button
      icon={checking ? undefined : 'arrowSync16'}
      aria-disabled={checking || undefined}
      onClick={() => !checking && check()}
    >
      {checking && <Spinner />}
      {t('checkAgain')}
    </Button>
  );
}
