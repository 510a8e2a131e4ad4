'use client';

import { useTranslations } from 'next-intl';
import { useWorkWait } from '@/components/consent/use-work-wait';
import { StepWaitWords } from './step-wait';

/** Live words below a spinner while work without steps waits. */
export function WorkWait({ flowId }: { readonly flowId: string }) {
  const t = useTranslations('setup.wait');
  const wait = useWorkWait(flowId);
  if (!wait) return null;
  return (
    <div className="mt-2 w-full text-fg-2">
      <StepWaitWords wait={wait} text={t(`${wait.reason}.work`)} />
    </div>
  );
}
