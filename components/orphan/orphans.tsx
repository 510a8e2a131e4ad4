import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { RequestId } from '@/components/problem/request-id';
import { Arrival } from '@/components/arrival/arrival';
import { ClientMessages } from '@/components/ui/client-messages';
import { MessageBar } from '@/components/ui/message-bar';
import { Section } from '@/components/ui/section';
import type { OrphanList } from '@/lib/orphan/orphan-queries';
import type { Arriving } from '@/lib/session/at-hand';
import { OrphanRow } from './orphan-row';
import { orphanRowMessages } from './orphan-row-messages';

type OrphansProps = {
  readonly mayChange: boolean;
  readonly list: Arriving<OrphanList>;
};

/** Applications of this product's make without a connector here; nothing at all where there are none. */
export function Orphans({ mayChange, list }: OrphansProps) {
  return (
    <Arrival of={list} fallback={null}>
      {(read) => <CheckResult list={read} mayChange={mayChange} />}
    </Arrival>
  );
}

function CheckResult({ list, mayChange }: { readonly list: OrphanList; readonly mayChange: boolean }) {
  const t = useTranslations('orphan');
  if (list.kind === 'unread') {
    return (
      <MessageBar tone="plain" title={t('unread.title')} className="mt-6">
        {t('unread.text')}
        {list.requestId && <RequestId id={list.requestId} />}
      </MessageBar>
    );
  }
  if (list.orphans.length === 0 && list.before === 0) return list.isWhole ? null : <Partly />;
  return (
    <Section id="found" title={t('title')} lede={t('lede')}>
      <ul className="border-y border-divider">
        <ClientMessages of={orphanRowMessages}>
          {list.orphans.map((orphan) => (
            <OrphanRow key={orphan.applicationId} orphan={orphan} mayChange={mayChange} />
          ))}
        </ClientMessages>
      </ul>
      <Others list={list} />
      {!list.isWhole && <Partly />}
    </Section>
  );
}

function Partly() {
  const t = useTranslations('orphan.partly');
  return (
    <MessageBar tone="plain" title={t('title')} className="mt-6">
      {t('text')}
    </MessageBar>
  );
}

/** The ones before and after those that are shown: none is hidden by others. */
function Others({ list }: { readonly list: Extract<OrphanList, { kind: 'read' }> }) {
  const t = useTranslations('orphan');
  const { before, more, orphans } = list;
  if (before === 0 && more === 0) return null;
  return (
    <p className="mt-3 flex flex-wrap gap-x-6">
      {before > 0 && <Link href="/settings/siem#found">{t('first')}</Link>}
      {more > 0 && (
        <Link href={`/settings/siem?found=${before + orphans.length}#found`}>{t('more', { count: more })}</Link>
      )}
    </p>
  );
}
