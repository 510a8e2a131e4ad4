import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import type { SiemType } from '@/lib/siem/siem-catalogue';

const tags = {
  b: (chunks: ReactNode) => <b>{chunks}</b>,
  code: (chunks: ReactNode) => <code>{chunks}</code>,
};

/** What to do in the SIEM itself, one thing after the other. */
export function SiemSteps({ siemType, count }: { readonly siemType: SiemType; readonly count: number }) {
  const t = useTranslations('siem.types');
  const steps = Array.from({ length: count }, (_, index) => `${siemType}.steps.${index + 1}`).filter(isStepKey);
  return (
    <>
      <ol className="grid max-w-[72ch] gap-2.5">
        {steps.map((step, index) => (
          <li key={step} className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3">
            <span
              aria-hidden="true"
              className="grid size-5 place-items-center rounded-full border border-stroke text-caption text-fg-2"
            >
              {index + 1}
            </span>
            <span>{t.rich(step, tags)}</span>
          </li>
        ))}
      </ol>
      <MessageBar tone="plain" className="mt-4 max-w-[800px]">
        {t.rich(`${siemType}.note`, tags)}
      </MessageBar>
    </>
  );
}

type StepKey = Parameters<ReturnType<typeof useTranslations<'siem.types'>>['rich']>[0];

/** How many steps there are differs from SIEM to SIEM; a test holds catalogue and numbers together. */
function isStepKey(key: string): key is StepKey {
  return /^[\w-]+\.steps\.\d+$/.test(key);
}
