import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import type { SiemApi } from '@/lib/siem/connector-details';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';

const tags = {
  b: (chunks: ReactNode) => <b>{chunks}</b>,
  code: (chunks: ReactNode) => <code>{chunks}</code>,
};

type SiemStepsProps = { readonly siemType: SiemType; readonly count: number; readonly api: SiemApi };

/** What to do in the SIEM itself, one thing after the other. */
export function SiemSteps({ siemType, count, api }: SiemStepsProps) {
  const t = useTranslations('siemGuide.types');
  // What differs with the detections API has words of its own; all else is the same.
  const textFor = (key: string) => {
    const other = `${siemType}.detections.${key}`;
    return api === 'detections' && isKey(other) && t.has(other) ? other : `${siemType}.${key}`;
  };
  const steps = Array.from({ length: count }, (_, index) => textFor(`steps.${index + 1}`)).filter(isKey);
  const note = [textFor('note')].filter(isKey);
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
        {note.map((key) => t.rich(key, tags))}
      </MessageBar>
    </>
  );
}

type Key = Parameters<ReturnType<typeof useTranslations<'siemGuide.types'>>['rich']>[0];

/** How many steps there are differs from SIEM to SIEM; a test holds catalogue and numbers together. */
function isKey(key: string): key is Key {
  return /^[\w-]+\.(?:detections\.)?(?:note|steps\.\d+)$/.test(key);
}
