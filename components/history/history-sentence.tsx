import { useTranslations } from 'next-intl';
import type { HistoryEntry } from '@/lib/pages/history-queries';

/** An entry as a sentence: the deed in its own words, or what became of it. */
export function HistorySentence({ entry }: { readonly entry: HistoryEntry }) {
  const t = useTranslations('history');
  const { outcome, detail, knownAction: action } = entry;
  const parts = {
    who: () => <Who entry={entry} />,
    connector: () => <About entry={entry} />,
    // What an earlier release or a stranger wrote has no sentence of its own.
    work: () => (action ? t.rich(`works.${action}`, { connector: () => <About entry={entry} /> }) : entry.action),
  };
  const count = typeof detail?.count === 'number' ? detail.count : 0;
  return (
    <>
      {outcome === 'done' && action ? t.rich(`done.${action}`, parts) : t.rich(`ended.${known(outcome)}`, parts)}
      {count > 1 && <span className="block text-caption text-fg-3">{t('counted', { count })}</span>}
      {outcome !== 'done' && typeof detail?.reason === 'string' && (
        <span className="block text-caption text-fg-3">{t('reason', { reason: detail.reason })}</span>
      )}
    </>
  );
}

function known(outcome: string): 'done' | 'refused' | 'failed' | 'begun' {
  return outcome === 'done' || outcome === 'refused' || outcome === 'failed' ? outcome : 'begun';
}

type EntryProps = { readonly entry: HistoryEntry };

function Who({ entry: { personUpn, action } }: EntryProps) {
  const t = useTranslations('history');
  const isOwn = action === 'audit-alarm' || action === 'audit-prune';
  return <bdi>{personUpn ?? t(isOwn ? 'portal' : 'nobody')}</bdi>;
}

function About({ entry: { connectorName, connectorId, target, knownAction } }: EntryProps) {
  const t = useTranslations('history');
  // A sign-in is about an operation, whose connector may not be made yet.
  const isSignIn = knownAction?.startsWith('consent') ?? false;
  return (
    <b className="font-semibold">
      <bdi>{connectorName ?? connectorId ?? (isSignIn ? t('newConnector') : (target ?? t('unknownConnector')))}</bdi>
    </b>
  );
}
