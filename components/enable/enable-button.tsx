import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Button } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import { getEnableOptions } from '@/lib/pages/enable-queries';
import { getShell } from '@/lib/session/session-queries';
import { EnableOpener } from './enable-opener';
import { enableOpenerMessages } from './enable-opener-messages';

type EnableButtonProps = {
  readonly large?: boolean;
  /** Words beside the button. */
  readonly note?: string;
};

/** Absent for those who may only look. */
export async function EnableButton({ large = false, note }: EnableButtonProps) {
  const shell = await getShell();
  if (shell?.access !== 'operator') return null;
  return (
    <Suspense fallback={<EnableButtonSkeleton large={large} />}>
      <EnableButtonReady large={large} note={note} />
    </Suspense>
  );
}

/** What the dialog offers follows from the checks, so they come first. */
async function EnableButtonReady({ large = false, note }: EnableButtonProps) {
  const options = await getEnableOptions();
  const t = await getTranslations('enable');
  return (
    options && (
      <ClientMessages of={enableOpenerMessages}>
        <EnableOpener options={options} label={t('button')} large={large} note={note} />
      </ClientMessages>
    )
  );
}

function EnableButtonSkeleton({ large }: { readonly large: boolean }) {
  const t = useTranslations('enable');
  return (
    <div className={large ? 'mt-5' : undefined}>
      <Button size={large ? 'large' : 'standard'} wide aria-disabled="true">
        {t('button')}
      </Button>
    </div>
  );
}
