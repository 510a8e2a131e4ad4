'use client';

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLater } from '@/components/ui/later';
import { LostPart } from '@/components/ui/lost-part';
import type { EnableOptions } from '@/lib/pages/enable-queries';
import { enableDialog, enableDialogTexts } from './enable-dialog-parts';

type EnableOpenerProps = {
  readonly options: EnableOptions;
  readonly label: string;
  readonly large: boolean;
  readonly note?: string | undefined;
};

/** The button, and the dialog that comes when somebody is about to press it. */
export function EnableOpener({ options, label, large, note }: EnableOpenerProps) {
  const locale = useLocale();
  const messages = useMessages();
  const dialog = useLater(enableDialog);
  const texts = useLater(enableDialogTexts[locale]);
  const [open, setOpen] = useState(false);
  const prepare = () => {
    enableDialog.load();
    enableDialogTexts[locale].load();
  };
  const isLost = dialog === 'lost' || texts === 'lost';
  return (
    <div className={large ? 'mt-5 flex flex-wrap items-center gap-x-3 gap-y-2' : undefined}>
      <Button
        variant="primary"
        size={large ? 'large' : 'standard'}
        wide
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          prepare();
          setOpen(true);
        }}
      >
        {label}
      </Button>
      {note && <span className="text-fg-3">{note}</span>}
      {open && isLost && <LostPart onAgain={prepare} />}
      {typeof dialog === 'object' && typeof texts === 'object' && (
        <NextIntlClientProvider locale={locale} messages={{ ...messages, ...texts.part }}>
          <dialog.part options={options} open={open} onClose={() => setOpen(false)} />
        </NextIntlClientProvider>
      )}
    </div>
  );
}
