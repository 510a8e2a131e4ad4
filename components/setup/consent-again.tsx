'use client';

import { useTranslations } from 'next-intl';
import { BeginProblemMessage } from '@/components/operation/begin-problem';
import { useBeginOnItsPage } from '@/components/operation/use-begin';
import { Button } from '@/components/ui/button';
import type { OperationView } from '@/lib/operation/operation-view';
import type { OperationInput } from '@/lib/operations/begin-input';
import type { AgainKind } from './use-go-on';

type ConsentAgainProps = { readonly view: OperationView; readonly kind: AgainKind };

/** What consent brought has ended: the same work with a new sign-in. */
export function ConsentAgain({ view, kind }: ConsentAgainProps) {
  const t = useTranslations('setup');
  const { problem, begin } = useBeginOnItsPage();
  return (
    <div className="mt-4">
      <p>{t('consentAgain')}</p>
      {problem && <BeginProblemMessage problem={problem} className="mt-2" />}
      <Button variant="primary" wide className="mt-2" onClick={() => begin(againRequest(view, kind))}>
        {t('signInAgain')}
      </Button>
    </div>
  );
}

function againRequest({ id, connectorId }: OperationView, kind: AgainKind): OperationInput {
  return kind === 'undo' && connectorId ? { kind, connectorId } : { kind: 'repeat', operationId: id };
}
