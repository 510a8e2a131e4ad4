'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { PrerequisiteState } from '@/lib/prerequisites/prerequisite';
import { CheckRow } from './check-row';

type Outcome = 'untested' | 'testing' | 'allowed' | 'blocked';

const states: Readonly<Record<Outcome, PrerequisiteState>> = {
  untested: 'unknown',
  testing: 'unknown',
  allowed: 'met',
  blocked: 'notMet',
};

const TEST_PAGE = '/pop-up-test';
/** The test page says hello as soon as it runs; a browser may also open a window and keep it empty. */
const HELLO_WITHIN_MS = 5_000;

/** The one check that only the browser can make. */
export function PopupCheck() {
  const t = useTranslations('prerequisites');
  const [outcome, setOutcome] = useState<Outcome>('untested');

  function test() {
    const channel = new BroadcastChannel('siem-connect.pop-up-test');
    const opened = window.open(TEST_PAGE, 'siem-connect-pop-up-test', 'popup,width=420,height=240');
    if (opened === null) {
      channel.close();
      setOutcome('blocked');
      return;
    }
    setOutcome('testing');
    const end = (result: Outcome) => {
      clearTimeout(timer);
      channel.close();
      setOutcome(result);
    };
    const timer = setTimeout(() => end('blocked'), HELLO_WITHIN_MS);
    channel.onmessage = () => end('allowed');
  }

  return (
    <CheckRow
      title={t('names.popups')}
      state={states[outcome]}
      busy={outcome === 'testing'}
      action={<Button onClick={test}>{t('popups.test')}</Button>}
    >
      <div aria-live="polite" className="grid gap-1">
        {outcome === 'blocked' ? (
          <>
            <p>
              {t.rich('popups.blocked', {
                host: window.location.host,
                code: (chunks) => <code className="whitespace-nowrap">{chunks}</code>,
              })}
            </p>
            <p>{t('popups.blockedNote')}</p>
          </>
        ) : (
          <p>{t(`popups.${outcome}`)}</p>
        )}
      </div>
    </CheckRow>
  );
}
