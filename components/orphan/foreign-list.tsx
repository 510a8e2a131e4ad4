import { useTranslations } from 'next-intl';
import { Pill } from '@/components/ui/pill';
import { Time } from '@/components/ui/time';
import type { Foreign } from '@/lib/ownership/foreign';

/** What others put into an application, worst first: what it is, by which name, and what will become of it. */
export function ForeignList({ foreign }: { readonly foreign: readonly Foreign[] }) {
  const t = useTranslations('orphan.foreign');
  return (
    <ul className="mt-2 border-y border-divider-subtle">
      {foreign.map((one) => (
        <li
          key={`${one.kind} ${one.id}`}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-b border-divider-subtle border-s-[3px] border-s-bad-border bg-bad-bg px-3 py-2 last:border-b-0"
        >
          <div className="min-w-0 flex-[1_1_240px]">
            <span className="block font-semibold">{t(`kinds.${one.kind}`)}</span>
            <bdi dir="auto" className="block font-mono text-caption [overflow-wrap:anywhere]">
              {one.label}
            </bdi>
            <span className="block text-caption text-fg-2">
              {t(`harm.${one.kind}`)}
              {one.expiresAt && <> {t.rich('until', { time: () => <Time at={one.expiresAt ?? ''} style="date" /> })}</>}
            </span>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Pill tone="bad" icon="warning16">
              {t('judgement')}
            </Pill>
            <span className="text-caption">{t('fate')}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
