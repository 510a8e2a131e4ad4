import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PageHead } from '@/components/ui/page-head';
import {
  exportAddress,
  historyAddress,
  type HistoryView,
  isHistoryNarrowed,
  parseHistoryAddress,
} from '@/lib/history/history-input';
import { getHistory, type HistoryPage } from '@/lib/pages/history-queries';
import { ChainState } from './chain-state';
import { HistoryList } from './history-list';
import { HistoryTools } from './history-tools';

type HistoryScreenProps = {
  /** Null for the whole tenant. */
  readonly connectorId: string | null;
  /** Of the address. */
  readonly parameters: Readonly<Record<string, string | string[] | undefined>>;
};

/** Settings > History, and the same of one connector: who did what, when, and how it ended. */
export async function HistoryScreen({ connectorId, parameters }: HistoryScreenProps) {
  const view = parseHistoryAddress(connectorId, parameters);
  return <HistoryContent view={view} page={await getHistory(view)} />;
}

type HistoryProps = { readonly view: HistoryView; readonly page: HistoryPage };

function HistoryContent({ view, page }: HistoryProps) {
  const t = useTranslations('history');
  const shell = useTranslations('shell');
  const { connectorName, entries } = page;
  const ofConnector =
    view.connectorId === null || connectorName === null
      ? []
      : [
          { label: shell('siem'), href: '/settings/siem' },
          { label: connectorName, href: `/settings/siem/${view.connectorId}` },
        ];
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings') }, ...ofConnector, { label: t('title') }]}
        title={connectorName === null ? t('title') : t('titleOf', { name: connectorName })}
        lede={t('lede')}
        action={<Exports view={view} />}
      />
      <ChainState />
      <HistoryTools view={view} />
      {entries.length > 0 ? <HistoryList entries={entries} /> : <NothingFound view={view} />}
      <Pager view={view} page={page} />
    </>
  );
}

/** Links that are saved as files. */
function Exports({ view }: { readonly view: HistoryView }) {
  const t = useTranslations('history.export');
  return (
    <div className="flex flex-wrap gap-2">
      {(['csv', 'jsonl'] as const).map((format) => (
        <a key={format} href={exportAddress(view, format)} download className={buttonClass({})}>
          <Icon name="arrowDownload16" />
          {t(format)}
        </a>
      ))}
    </div>
  );
}

function Pager({ view, page: { newer, older } }: HistoryProps) {
  const t = useTranslations('history.pages');
  if (!newer && !older) return null;
  const links = [
    ...(view.turn ? [{ href: historyAddress({ ...view, turn: null }), name: 'newest' } as const] : []),
    ...(newer ? [{ href: newer, name: 'newer' } as const] : []),
    ...(older ? [{ href: older, name: 'older' } as const] : []),
  ];
  return (
    <nav aria-label={t('label')} className="mt-4 flex flex-wrap items-center justify-end gap-2">
      {links.map(({ href, name }) => (
        <Link key={name} href={href} prefetch={false} className={buttonClass({})}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}

function NothingFound({ view }: { readonly view: HistoryView }) {
  const t = useTranslations('history.nothing');
  const isNarrowed = isHistoryNarrowed(view);
  const cleared = { ...view, person: '', search: '', kind: null, outcome: null, period: null, turn: null };
  return (
    <div className="mt-4 grid justify-items-center gap-2 rounded-panel border border-divider px-4 py-10 text-center">
      <h2 className="text-subtitle">{t(isNarrowed ? 'title' : 'emptyTitle')}</h2>
      <p className="max-w-[52ch] text-fg-2">{t(isNarrowed ? 'text' : 'emptyText')}</p>
      {isNarrowed && (
        <Link href={historyAddress(cleared)} prefetch={false} className={`mt-2 ${buttonClass({})}`}>
          {t('clear')}
        </Link>
      )}
    </div>
  );
}
