import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { OperationView } from '@/lib/operation/operation-view';
import { endOf, LeftInRecycleBin } from './left-in-recycle-bin';
import type { SetupEnd } from './setup-end';

type SetupEndedProps = { readonly end: SetupEnd; readonly view: OperationView };

/** In place of the steps when nothing goes on here. */
export function SetupEnded({ end, view: { outcome } }: SetupEndedProps) {
  const t = useTranslations('setup');
  const words = end === 'undone' && outcome?.kind === 'undone' ? endOf(outcome) : end;
  return (
    <>
      <MessageBar tone="plain" title={t(`${words}.title`)} className="mt-8">
        {t(`${words}.text`)}
        <LeftInRecycleBin left={outcome?.kind === 'undone' ? outcome.pendingPurges : []} />
      </MessageBar>
      <p className="mt-6">
        <Link href="/settings/siem" className={buttonClass({})}>
          {t('back')}
        </Link>
      </p>
    </>
  );
}
