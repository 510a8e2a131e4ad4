'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';

type FailurePageProps = {
  readonly digest: string | undefined;
  readonly retry: () => void;
};

/** What remains of an error on the way to the browser is its digest: it tells the database's from all others. */
export function FailurePage({ digest, retry }: FailurePageProps) {
  const t = useTranslations('app');
  const full = digest === 'database-full';
  const gone = full || digest === 'database-unavailable';
  const title = full ? 'database.full.title' : gone ? 'database.title' : 'failed.title';
  return (
    <>
      {/* What the page's own title is made of may be what failed. */}
      <title>{`${t(title)} · ${t('name')}`}</title>
      {gone ? <DatabaseGone full={full} retry={retry} /> : <Failed digest={digest} retry={retry} />}
    </>
  );
}

function Failed({ digest, retry }: FailurePageProps) {
  const t = useTranslations('app.failed');
  return (
    <PlainPage
      icon="errorCircle20"
      title={t('title')}
      lede={t('lede')}
      actions={
        <Button variant="primary" onClick={retry}>
          {t('retry')}
        </Button>
      }
    >
      {digest && (
        <ValueList className="mt-8">
          <ValueRow label={t('id')} mono>
            {digest}
          </ValueRow>
        </ValueList>
      )}
    </PlainPage>
  );
}

const RETRY_SECONDS = 10;

type DatabaseGoneProps = Pick<FailurePageProps, 'retry'> & {
  /** It can be read and takes no changes. */
  readonly full: boolean;
};

function DatabaseGone({ full, retry }: DatabaseGoneProps) {
  const t = useTranslations('app.database');
  const [since] = useState(() => new Date().toISOString());
  const [seconds, setSeconds] = useState(RETRY_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => left - 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (seconds > 0) return;
    startTransition(() => {
      setSeconds(RETRY_SECONDS);
      retry();
    });
  }, [seconds, retry]);
  return (
    <PlainPage
      icon="database32"
      title={t(full ? 'full.title' : 'title')}
      lede={t(full ? 'full.lede' : 'lede')}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            {t('retry')}
          </Button>
          <span className="text-fg-3 tabular-nums">{t('next', { seconds })}</span>
        </>
      }
    >
      <ValueList className="mt-8">
        <ValueRow label={t('since')}>
          <Time at={since} />
        </ValueRow>
      </ValueList>
      <p className="mt-3 text-caption text-fg-3">{t('health')}</p>
    </PlainPage>
  );
}
