'use client';

import { useTranslations } from 'next-intl';
import { BeginProblemMessage } from '@/components/consent/begin-problem';
import { Button } from '@/components/ui/button';
import type { SetupView } from '@/lib/connector/setup-view';
import { useBeginAgain } from './use-begin-again';
import type { AgainPurpose } from './use-retry';

type ConsentAgainProps = { readonly view: SetupView; readonly purpose: AgainPurpose };

/** What consent brought has ended: the same work with a new sign-in. */
export function ConsentAgain({ view, purpose }: ConsentAgainProps) {
  const t = useTranslations('setup');
  const { problem, begin } = useBeginAgain({ ...view, purpose });
  return (
    <div className="mt-4">
      <p>{t('consentAgain')}</p>
      {problem && <BeginProblemMessage problem={problem} className="mt-2" />}
      <Button look="primary" wide className="mt-2" onClick={begin}>
        {t('signInAgain')}
      </Button>
    </div>
  );
}
