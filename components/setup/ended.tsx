import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { SetupEnd } from './setup-end';

/** In place of the steps when nothing goes on here. */
export function Ended({ end }: { readonly end: SetupEnd }) {
  const t = useTranslations('setup');
  return (
    <>
      <MessageBar tone="plain" title={t(`${end}.title`)} className="mt-8">
        {t(`${end}.text`)} {end === 'undone' && t('undone.since')}
      </MessageBar>
      <p className="mt-6">
        <Link href="/settings/siem" className={buttonClass({})}>
          {t('back')}
        </Link>
      </p>
    </>
  );
}
