import { useTranslations } from 'next-intl';
import { Orphans } from '@/components/orphan/orphans';
import { Prerequisites } from '@/components/prerequisites/prerequisites';
import type { Fold } from '@/components/prerequisites/prerequisites-collapsible';
import { PageHead } from '@/components/ui/page-head';
import { LIST_PATH, listAddress, type ListView, parseListAddress } from '@/lib/connector/connector-list-input';
import { type ConnectorPages as Pages, getConnectorPages } from '@/lib/pages/connector-list-queries';
import { getSiemParts, type SiemParts } from '@/lib/pages/siem-queries';
import type { AccessLevel } from '@/lib/session/access';
import { getShell } from '@/lib/session/session-queries';
import { ConnectorPages } from './connector-pages';
import { DetectionsStatus } from './detections-status';
import { EnableButton } from '@/components/enable/enable-button';
import { EmptyState } from './empty-state';
import { ViewerNote } from '@/components/connector/viewer-note';

type SiemScreenProps = {
  /** Of the address. */
  readonly parameters: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/** Settings > SIEM: the connectors of this tenant, or what it takes to have the first. */
export async function SiemScreen({ parameters }: SiemScreenProps) {
  const asked = await parameters;
  const view = parseListAddress(asked);
  const access = (await getShell())?.access ?? 'none';
  const pages = await getConnectorPages(view);
  // The tenant is searched for whoever opens the page, not again for every letter of a search.
  const parts = await getSiemParts(listAddress(view) === LIST_PATH ? firstFound(asked) : null);
  return <SiemContent view={view} pages={pages} fold={foldOf(view, asked)} parts={parts} access={access} />;
}

/** Applications without a connector are shown a few at a time. */
function firstFound({ found }: Awaited<SiemScreenProps['parameters']>): number {
  return typeof found === 'string' && /^\d{1,6}$/.test(found) ? Number(found) : 0;
}

const CHECKS = 'prerequisites';

/** The checks are opened and closed by the address, which otherwise stays what it is. */
function foldOf(view: ListView, asked: Awaited<SiemScreenProps['parameters']>): Fold {
  const address = listAddress(view);
  const open = asked[CHECKS] !== undefined;
  return { open, href: open ? address : `${address}${address === LIST_PATH ? '?' : '&'}${CHECKS}=shown` };
}

type SiemContentProps = {
  readonly view: ListView;
  readonly pages: Pages;
  readonly fold: Fold;
  readonly parts: SiemParts;
  readonly access: AccessLevel;
};

function SiemContent({ view, pages, fold, parts, access }: SiemContentProps) {
  const t = useTranslations('enable');
  const shell = useTranslations('shell');
  const { endpoint, options, orphans, report } = parts;
  const first = pages.hasNone;
  const mayChange = access === 'operator';
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings') }, { label: shell('siem') }]}
        title={t('title')}
        lede={t('lede')}
        action={options && !first ? <EnableButton options={options} /> : undefined}
      />
      {access === 'viewer' && <ViewerNote />}
      {first ? <EmptyState options={options} /> : <ConnectorPages view={view} pages={pages} mayChange={mayChange} />}
      <DetectionsStatus endpoint={endpoint} />
      {orphans && <Orphans list={orphans} mayChange={mayChange} />}
      <Prerequisites fold={first ? null : fold} report={report} />
    </>
  );
}
