import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon-name';

export type MessageTone = 'soon' | 'bad' | 'plain' | 'good';

const tones: Readonly<Record<MessageTone, { box: string; icon: IconName; colour: string }>> = {
  soon: { box: 'border-soon-border bg-tint-soon', icon: 'warning20', colour: 'text-soon-fg' },
  bad: { box: 'border-bad-border bg-tint-bad', icon: 'errorCircle20', colour: 'text-bad-fg' },
  plain: { box: 'border-divider bg-well', icon: 'info20', colour: 'text-fg-3' },
  good: { box: 'border-good-border bg-good-bg', icon: 'checkmarkCircle20', colour: 'text-good-fg' },
};

type MessageBarProps = {
  readonly tone: MessageTone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Buttons below the words. */
  readonly actions?: ReactNode;
  /** New on the page: read out at once. */
  readonly alert?: boolean;
  readonly className?: string;
};

export function MessageBar({ tone, title, children, actions, alert = false, className }: MessageBarProps) {
  const { box, icon, colour } = tones[tone];
  return (
    <div
      role={alert ? 'alert' : undefined}
      className={clsx('flex items-start gap-2 rounded-control border px-3 py-2.5', box, className)}
    >
      <Icon name={icon} className={`mt-0.5 ${colour}`} />
      <div className="min-w-0 flex-1 text-fg-2">
        {title && <b className="text-fg">{title} </b>}
        {children}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
