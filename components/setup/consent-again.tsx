'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { beginAgain } from '@/components/consent/begin-passage';
import { Button } from '@/components/ui/button';
import type { SetupView } from '@/lib/connector/setup-view';

/** What consent brought has ended: the same work with a new sign-in. */
export function ConsentAgain({ view }: { readonly view: SetupView }) {
  const t = useTranslations('setup');
  const router = useRouter();
  return (
    <div className="mt-4">
      <p>{t('consentAgain')}</p>
      <Button
        look="primary"
        wide
        className="mt-2"
        onClick={() => void beginAgain(view).then((path) => router.push(path))}
      >
        {t('signInAgain')}
      </Button>
    </div>
  );
}
