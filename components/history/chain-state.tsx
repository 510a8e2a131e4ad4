import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import { Time } from '@/components/ui/time';
import { type ChainVerdict, getChainVerdict } from '@/lib/pages/history-queries';

/** How far the log is proven to be what was written. The look may take a moment and holds nothing up. */
export function ChainState() {
  return (
    <div className="mt-4" aria-live="polite">
      <Suspense fallback={<Checking />}>
        <Checked />
      </Suspense>
    </div>
  );
}

function Checking() {
  const t = useTranslations('history.chain');
  return <MessageBar tone="plain">{t('checking')}</MessageBar>;
}

async function Checked() {
  return <Verdict verdict={await getChainVerdict()} />;
}

function Verdict({ verdict }: { readonly verdict: ChainVerdict }) {
  const t = useTranslations('history.chain');
  const checked = verdict.kind === 'unread' ? null : () => <Time at={verdict.checkedAt} />;
  switch (verdict.kind) {
    case 'sound':
      return (
        <MessageBar tone="good" title={t('sound', { seq: verdict.seq })}>
          {t.rich('soundText', { time: () => <Time at={verdict.at} />, checked: checked ?? '' })}
        </MessageBar>
      );
    case 'broken':
      return (
        <MessageBar tone="bad" title={t('broken', { seq: verdict.first.seq })}>
          {t(`findings.${verdict.first.kind}`, { seq: verdict.first.seq, to: verdict.first.to ?? verdict.first.seq })}{' '}
          {verdict.verified
            ? t.rich('verifiedBefore', { seq: verdict.verified.seq, checked: checked ?? '' })
            : t('verifiedNothing')}{' '}
          {t('whatToDo')}
        </MessageBar>
      );
    case 'unsigned':
      return (
        <MessageBar tone="soon" title={t('unsigned')}>
          {t('unsignedText')}
        </MessageBar>
      );
    case 'empty':
      return <MessageBar tone="plain">{t('empty')}</MessageBar>;
    case 'unread':
      return (
        <MessageBar tone="soon" title={t('unread')}>
          {t('unreadText')}
        </MessageBar>
      );
  }
}
