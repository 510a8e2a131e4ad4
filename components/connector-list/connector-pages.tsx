import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { isNarrowed, LIST_PATH, listAddress, type ListView } from '@/lib/connector/connector-list-input';
import type { ConnectorPages as Pages } from '@/lib/pages/connector-list-queries';
import { ConnectorList } from './connector-list';
import { ListTools } from './list-tools';

type ConnectorPagesProps = { readonly view: ListView; readonly pages: Pages; readonly mayChange: boolean };

/** So many are overlooked without tools. */
const MOST_WITHOUT_TOOLS = 10;

/** The connectors of a tenant, however many: what to look for, one page of them, and the way to the others. */
export function ConnectorPages({ view, pages, mayChange }: ConnectorPagesProps) {
  const t = useTranslations('connector.list');
  const { connectors, statuses, next } = pages;
  const isPlain = listAddress(view) === LIST_PATH;
  return (
    <section aria-labelledby="connectors-heading">
      <h2 id="connectors-heading" className="sr-only">
        {t('label')}
      </h2>
      {(!isPlain || next || connectors.length > MOST_WITHOUT_TOOLS) && (
        <>
          <ListTools view={view} />
          <ListSummary view={view} pages={pages} />
        </>
      )}
      {connectors.length > 0 ? (
        <ConnectorList
          connectors={connectors}
          statuses={statuses}
          byTrouble={view.sort === 'trouble'}
          mayChange={mayChange}
        />
      ) : (
        <NothingFound view={view} />
      )}
      <Pager view={view} pages={pages} />
    </section>
  );
}

type PageProps = Pick<ConnectorPagesProps, 'view' | 'pages'>;

/** Read out whenever the answer changes. How many there are in all is not counted: that would read every one. */
function ListSummary({ view, pages: { connectors, previous, next } }: PageProps) {
  const t = useTranslations('connector.list');
  const [first, last] = [connectors[0], connectors.at(-1)];
  const count = connectors.length;
  const isWhole = !previous && !next;
  return (
    <p role="status" className="mt-3 text-caption text-fg-3 [overflow-wrap:anywhere]">
      {isWhole || !first || !last
        ? t(isNarrowed(view) ? 'matching' : 'all', { count })
        : t(next ? 'someOfMany' : 'lastOfMany', { count, first: first.name, last: last.name })}
    </p>
  );
}

function Pager({ view, pages: { previous, next } }: PageProps) {
  const t = useTranslations('connector.list');
  if (!previous && !next) return null;
  return (
    <nav aria-label={t('pages')} className="mt-4 flex flex-wrap items-center justify-end gap-2">
      {view.turn && (
        <Link
          href={listAddress({ ...view, turn: null })}
          prefetch={false}
          className={buttonClass({ variant: 'ghost' })}
        >
          {t('firstPage')}
        </Link>
      )}
      {previous && (
        <Link href={previous} rel="prev" prefetch={false} className={buttonClass({})}>
          <Icon name="chevronRight16" className="rotate-180" />
          {t('previous')}
        </Link>
      )}
      {next && (
        <Link href={next} rel="next" prefetch={false} className={buttonClass({})}>
          {t('next')}
          <Icon name="chevronRight16" />
        </Link>
      )}
    </nav>
  );
}

function NothingFound({ view }: Pick<ConnectorPagesProps, 'view'>) {
  const t = useTranslations('connector.nothing');
  const narrowed = isNarrowed(view);
  const href = narrowed ? listAddress({ ...view, search: '', status: null, siemType: null, turn: null }) : LIST_PATH;
  return (
    <div className="mt-3 grid justify-items-center gap-2 rounded-panel border border-divider px-4 py-10 text-center">
      <h3 className="text-subtitle">{t(narrowed ? 'title' : 'emptyTitle')}</h3>
      <p className="max-w-[52ch] text-fg-2">{t(narrowed ? 'text' : 'emptyText')}</p>
      <Link href={href} prefetch={false} className={`mt-2 ${buttonClass({})}`}>
        {t(narrowed ? 'clear' : 'back')}
      </Link>
    </div>
  );
}
