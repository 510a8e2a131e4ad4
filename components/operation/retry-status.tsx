'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { TimeBar } from '@/components/ui/time-bar';
import type { StepWait } from '@/lib/connector/connector';

type RetryStatusProps = {
  readonly wait: StepWait;
  /** Instead of the words of set-up. */
  readonly text?: string;
};

/** Live words while a step waits: for what, since when, and until when at most. */
export function RetryStatus({ wait, text }: RetryStatusProps) {
  const t = useTranslations('setup.wait');
  const [now, setNow] = useState(wait.since);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  const elapsed = Math.max(0, now - wait.since);
  const next = Math.max(0, Math.ceil((wait.until - now) / 1_000));
  return (
    <div className="max-w-[68ch]">
      <p>{text ?? t(`${wait.reason}.text`)}</p>
      {wait.deadline !== null && (
        <div className="mt-2.5 max-w-[513px]">
          <TimeBar left={elapsed / (wait.deadline - wait.since)} tone="good" />
        </div>
      )}
      <p className="mt-1 flex max-w-[513px] justify-between gap-3 text-caption text-fg-3 tabular-nums">
        <span>{t('attempt', { attempt: String(wait.attempt), seconds: String(next) })}</span>
        {wait.deadline !== null && (
          <span>{t('elapsed', { elapsed: minutes(elapsed), most: minutes(wait.deadline - wait.since) })}</span>
        )}
      </p>
    </div>
  );
}

function minutes(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
