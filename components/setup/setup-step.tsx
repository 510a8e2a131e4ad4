import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { Spinner } from '@/components/ui/spinner';

export type StepVariant = 'later' | 'running' | 'ended' | 'failed' | 'attention';

type SetupStepProps = {
  readonly variant: StepVariant;
  readonly title: string;
  /** At the end of the line: when it ended, what it waits for. */
  readonly state?: ReactNode;
  readonly children?: ReactNode;
};

const marks: Readonly<Record<StepVariant, ReactNode>> = {
  later: <span className="size-3 rounded-full border-[1.5px] border-stroke" />,
  running: <Spinner size={16} />,
  ended: <Icon name="checkmarkCircle20" className="text-good-fg" />,
  failed: <Icon name="errorCircle20" className="text-bad-fg" />,
  attention: <Icon name="warning20" className="text-soon-fg" />,
};

/** One step of the road, with a line down to the next. */
export function SetupStep({ variant, title, state, children }: SetupStepProps) {
  const later = variant === 'later';
  return (
    <li
      aria-current={variant === 'running' ? 'step' : undefined}
      className={clsx(
        'relative grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 pb-6 last:pb-0 narrow:grid-cols-[20px_minmax(0,1fr)_auto]',
        'not-last:after:absolute not-last:after:top-6 not-last:after:bottom-1 not-last:after:left-[9px] not-last:after:w-0.5',
        variant === 'ended' ? 'after:bg-good-border' : 'after:bg-divider',
      )}
    >
      <span className="grid size-5 place-items-center">{marks[variant]}</span>
      <h3 className={clsx(later && 'font-normal text-fg-3')}>{title}</h3>
      {state && (
        <span
          className={clsx(
            'col-start-2 narrow:col-start-3 narrow:row-start-1 narrow:text-end narrow:whitespace-nowrap',
            variant === 'failed' ? 'text-bad-fg' : 'text-fg-3',
          )}
        >
          {state}
        </span>
      )}
      {children && <div className="col-span-full col-start-2 mt-1 text-fg-2">{children}</div>}
    </li>
  );
}
