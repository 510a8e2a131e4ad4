import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { SetupView } from '@/lib/connector/setup-view';
import { LeftInRecycleBin } from './left-in-recycle-bin';
import type { SetupEnd } from './setup-end';

type EndedProps = { readonly end: SetupEnd; readonly left: SetupView['leftInRecycleBin'] };

/** In place of the steps when nothing goes on here. */
export function Ended({ end, left }: EndedProps) {
  const t = useTranslations('setup');
  return (
    <>
      <MessageBar tone="plain" title={t(`${end}.title`)} className="mt-8">
        {t(`${end}.text`)}
        <LeftInRecycleBin left={left} />
      </MessageBar>
      <p className="mt-6">
        <Link href="/settings/siem" className={buttonClass({})}>
          {t('back')}
        </Link>
      </p>
    </>
  );
}
