'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { EnableOptions } from '@/lib/pages/enable-queries';
import { EnableDialog } from './enable-dialog';

type EnableOpenerProps = {
  readonly options: EnableOptions;
  readonly large: boolean;
  readonly note?: string | undefined;
};

export function EnableOpener({ options, large, note }: EnableOpenerProps) {
  const t = useTranslations('enable');
  const [open, setOpen] = useState(false);
  return (
    <div className={large ? 'mt-5 flex flex-wrap items-center gap-x-3 gap-y-2' : undefined}>
      <Button look="primary" size={large ? 'large' : 'standard'} wide onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      {note && <span className="text-fg-3">{note}</span>}
      <EnableDialog options={options} open={open} onClose={() => setOpen(false)} />
    </div>
  );
}
