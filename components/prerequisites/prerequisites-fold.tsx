'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Pill } from '@/components/ui/pill';
import { Time } from '@/components/ui/time';

type PrerequisitesFoldProps = {
  readonly met: number;
  readonly all: number;
  readonly checkedAt: string;
  readonly children: ReactNode;
};

/** A line that opens: with connectors in place the checks are looked at now and then. */
export function PrerequisitesFold({ met, all, checkedAt, children }: PrerequisitesFoldProps) {
  const t = useTranslations('prerequisites');
  const [open, setOpen] = useState(false);
  const good = met === all;
  return (
    <div>
      <div className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">
        {!open && (
          <>
            <b>{t('title')}</b>
            <Pill tone={good ? 'good' : 'neutral'} icon={good ? 'checkmarkCircle16' : 'questionCircle16'}>
              {t('fold', { met, all })}
            </Pill>
            <span className="text-caption text-fg-3">
              {t('checked')} <Time at={checkedAt} />
            </span>
          </>
        )}
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="ml-auto min-h-9 text-link hover:text-link-hover hover:underline narrow:min-h-6"
        >
          {open ? t('hideAll') : t('showAll')}
        </button>
      </div>
      {open && children}
    </div>
  );
}
