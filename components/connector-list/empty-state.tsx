import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import type { IconName } from '@/components/ui/icon-name';
import { EnableButton } from '@/components/enable/enable-button';
import type { EnableOptions } from '@/lib/pages/enable-queries';
import type { Arriving } from '@/lib/session/at-hand';

type EmptyStateProps = {
  /** The button to begin with; null for those who may only look. */
  readonly options: Arriving<EnableOptions | null> | null;
};

/** Says what will happen and what will be made, before anybody presses anything. */
export function EmptyState({ options }: EmptyStateProps) {
  const t = useTranslations('enable.empty');
  return (
    <section
      aria-labelledby="first-run"
      className="mt-6 grid overflow-hidden rounded-panel border border-divider wide:grid-cols-[minmax(0,1fr)_372px]"
    >
      <div className="px-4 py-5 narrow:px-8 narrow:pt-7 narrow:pb-8">
        <h2 id="first-run" className="text-section">
          {t('title')}
        </h2>
        <p className="mt-2 max-w-[52ch] text-fg-2">{t('text')}</p>
        {options && <EnableButton options={options} large note={t('duration')} />}
      </div>
      <Wire />
      <Facts />
    </section>
  );
}

function Wire() {
  const t = useTranslations('enable.empty');
  return (
    <div
      aria-hidden="true"
      className="grid items-center border-t border-divider bg-well px-2 py-6 narrow:px-7 wide:border-t-0 wide:border-l wide:py-0"
    >
      <div className="grid grid-cols-[72px_1fr_72px_1fr_72px] items-start">
        <Node icon="shield24" name={t('defender')} does={t('alerts')} />
        <Gap />
        <Node icon="plugConnected24" name={t('connector')} does={t('readOnly')} next />
        <Gap />
        <Node icon="server24" name={t('yourSiem')} does={t('fetches')} />
      </div>
    </div>
  );
}

function Gap() {
  return <div className="mt-6 border-t border-dashed border-stroke" />;
}

type NodeProps = { readonly icon: IconName; readonly name: string; readonly does: string; readonly next?: boolean };

function Node({ icon, name, does, next = false }: NodeProps) {
  const disc = next ? 'border-dashed border-brand-stroke text-brand-fg' : 'border-stroke';
  return (
    <div className="grid justify-items-center gap-2 text-center text-caption text-fg-3">
      <span className={`grid size-12 place-items-center rounded-full border bg-surface text-fg-2 ${disc}`}>
        <Icon name={icon} />
      </span>
      <span>
        <b className="block text-fg">{name}</b>
        {does}
      </span>
    </div>
  );
}

function Facts() {
  const t = useTranslations('enable.empty');
  return (
    <dl className="col-span-full grid border-t border-divider narrow:grid-cols-3">
      {(['created', 'may', 'kept'] as const).map((fact) => (
        <div
          key={fact}
          className="border-t border-divider-subtle px-4 pt-3 pb-3.5 first:border-t-0 narrow:border-t-0 narrow:border-l narrow:px-6 narrow:first:border-l-0 narrow:first:pl-8"
        >
          <dt className="text-caption text-fg-3">{t(fact)}</dt>
          <dd className="mt-0.5">{t(`${fact}What`)}</dd>
        </div>
      ))}
    </dl>
  );
}
