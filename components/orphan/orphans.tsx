import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { RequestId } from '@/components/problem/request-id';
import { ClientMessages } from '@/components/ui/client-messages';
import { MessageBar } from '@/components/ui/message-bar';
import { Section } from '@/components/ui/section';
import { listOrphans, type OrphanList } from '@/lib/orphan/orphan-queries';
import { OrphanRow } from './orphan-row';
import { orphanRowMessages } from './orphan-row-messages';

/** Applications of this product's make without a connector here; nothing at all where there are none. */
export function Orphans({ mayChange }: { readonly mayChange: boolean }) {
  return (
    <Suspense fallback={null}>
      <ReadOrphans mayChange={mayChange} />
    </Suspense>
  );
}

async function ReadOrphans({ mayChange }: { readonly mayChange: boolean }) {
  return <CheckResult list={await listOrphans()} mayChange={mayChange} />;
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
  if (list.orphans.length === 0) return list.isWhole ? null : <Partly />;
  return (
    <Section id="found" title={t('title')} lede={t('lede')}>
      <ul className="border-y border-divider">
        <ClientMessages of={orphanRowMessages}>
          {list.orphans.map((orphan) => (
            <OrphanRow key={orphan.applicationId} orphan={orphan} mayChange={mayChange} />
          ))}
        </ClientMessages>
      </ul>
      {list.more > 0 && <p className="mt-3 text-fg-3">{t('more', { count: list.more })}</p>}
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
