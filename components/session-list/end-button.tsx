'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { type EndTarget, useEnding } from './end-sessions';

type EndButtonProps = {
  readonly target: EndTarget;
  readonly label: string;
  /** For those who hear the button without its row. */
  readonly description?: string;
};

export function EndButton({ target, label, description }: EndButtonProps) {
  const t = useTranslations('sessions');
  const { busy, end } = useEnding();
  const isBusy = busy === target;
  return (
    <Button
      size={target === null ? 'standard' : 'small'}
      aria-label={description}
      aria-disabled={busy !== undefined || undefined}
      onClick={() => end(target)}
    >
      {isBusy ? t('ending') : label}
    </Button>
  );
}
