import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';
import type { OrphanView } from '@/lib/orphan/orphan';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What the directory tells of an application. */
export function OrphanFacts({ orphan }: { readonly orphan: OrphanView }) {
  const t = useTranslations('orphan.facts');
  const { createdAt, madeFor } = orphan;
  return (
    <dl className="mt-2 grid gap-x-6 gap-y-2 narrow:grid-cols-3">
      <Fact name={t('created')}>
        {createdAt ? <Time at={createdAt} /> : t('unknown')}
        {madeFor && <span className="block text-caption text-fg-3">{t('madeFor', { upn: madeFor })}</span>}
      </Fact>
      <Fact name={t('permission')}>
        <Permission orphan={orphan} />
      </Fact>
      <Fact name={t('secrets')}>
        <Secrets orphan={orphan} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt className="text-caption text-fg-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Permission({ orphan: { appRole, permission } }: { readonly orphan: OrphanView }) {
  const t = useTranslations('orphan.facts');
  if (!appRole) return t('unknown');
  return (
    <>
      <code>{appRole}</code>
      <span className="block text-caption text-fg-3">{t(permission)}</span>
    </>
  );
}

function Secrets({ orphan: { secrets, lastEnd, expired } }: { readonly orphan: OrphanView }) {
  const t = useTranslations('orphan.facts');
  if (!lastEnd) return t('noSecret');
  return (
    <>
      {t('count', { count: secrets })}
      <span className="block text-caption text-fg-3">
        {t.rich(expired ? 'ended' : 'ends', { code, time: () => <Time at={lastEnd} style="date" /> })}
      </span>
    </>
  );
}
