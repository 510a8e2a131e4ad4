import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import type { IconName } from '@/components/ui/icon-name';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { PrerequisiteState } from '@/lib/prerequisites/prerequisite';

const variants: Readonly<Record<PrerequisiteState, { tone: PillTone; icon: IconName }>> = {
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
  const { tone, icon } = variants[state];
  return (
    <li className="check-row">
      <div className="col-start-2 row-start-1 narrow:col-start-1">
        <Pill tone={busy ? 'busy' : tone} icon={busy ? 'spinner' : icon}>
          {busy ? t('popups.testing') : t(`state.${state}`)}
        </Pill>
      </div>
      <h3 className="col-start-1 row-start-1 pt-0.5 narrow:col-start-2">{title}</h3>
      <div className="check-found">{children}</div>
      {action && (
        <div className="col-span-full narrow:col-span-1 narrow:col-start-3 narrow:row-span-2 narrow:row-start-1 wide:col-start-4">
          {action}
        </div>
      )}
    </li>
  );
}
