import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import type { IconName } from '@/components/ui/icon-name';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { PrerequisiteState } from '@/lib/prerequisites/prerequisite';

const looks: Readonly<Record<PrerequisiteState, { tone: PillTone; icon: IconName }>> = {
  met: { tone: 'good', icon: 'checkmarkCircle16' },
  notMet: { tone: 'bad', icon: 'dismissCircle16' },
  // Not knowing is no fault.
  unknown: { tone: 'neutral', icon: 'questionCircle16' },
};

type CheckRowProps = {
  readonly title: string;
  readonly state: PrerequisiteState;
  readonly busy?: boolean;
  /** What was found, and what to do. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

export function CheckRow({ title, state, busy = false, children, action }: CheckRowProps) {
  const t = useTranslations('prerequisites');
  const { tone, icon } = looks[state];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-divider-subtle py-3 last:border-b-0 narrow:grid-cols-[104px_minmax(0,1fr)_auto] wide:grid-cols-[104px_208px_minmax(0,1fr)_auto]">
      <div className="col-start-2 row-start-1 narrow:col-start-1">
        <Pill tone={busy ? 'busy' : tone} icon={busy ? 'spinner' : icon}>
          {busy ? t('popups.testing') : t(`state.${state}`)}
        </Pill>
      </div>
      <h3 className="col-start-1 row-start-1 pt-0.5 narrow:col-start-2">{title}</h3>
      <div className="col-span-full grid max-w-[64ch] gap-1 pt-0.5 text-fg-2 narrow:col-span-1 narrow:col-start-2 wide:col-start-3 [&_p+p]:text-fg-3">
        {children}
      </div>
      {action && (
        <div className="col-span-full narrow:col-span-1 narrow:col-start-3 narrow:row-span-2 narrow:row-start-1 wide:col-start-4">
          {action}
        </div>
      )}
    </li>
  );
}
