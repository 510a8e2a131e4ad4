import { useTranslations } from 'next-intl';
import { Arrival } from '@/components/arrival/arrival';
import { Button } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import type { EnableOptions } from '@/lib/pages/enable-queries';
import type { Arriving } from '@/lib/session/at-hand';
import { EnableOpener } from './enable-opener';
import { enableOpenerMessages } from './enable-opener-messages';

type EnableButtonProps = {
  /** What the dialog offers follows from the checks, so they come first. */
  readonly options: Arriving<EnableOptions | null>;
  readonly large?: boolean;
  /** Words beside the button. */
  readonly note?: string;
};

export function EnableButton({ options, large = false, note }: EnableButtonProps) {
  const t = useTranslations('enable');
  return (
    <Arrival of={options} fallback={<EnableButtonSkeleton large={large} />}>
      {(offered) =>
        offered && (
          <ClientMessages of={enableOpenerMessages}>
            <EnableOpener options={offered} label={t('button')} large={large} note={note} />
          </ClientMessages>
        )
      }
    </Arrival>
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
