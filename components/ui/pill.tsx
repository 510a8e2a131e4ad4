import clsx from 'clsx';
import { Icon } from './icon';
import type { IconName } from './icon-name';
import { Spinner } from './spinner';

export type PillTone = 'good' | 'soon' | 'bad' | 'busy' | 'neutral';

const tones: Readonly<Record<PillTone, string>> = {
  good: 'border-good-border bg-good-bg text-good-fg',
  soon: 'border-soon-border bg-soon-bg text-soon-fg',
  bad: 'border-bad-border bg-bad-bg text-bad-fg',
  busy: 'border-brand-stroke-2 bg-brand-tint text-brand-fg-2',
  neutral: 'border-transparent bg-pill text-fg-2 forced-colors:border-current',
};

type PillProps = { readonly tone: PillTone; readonly icon: IconName | 'spinner'; readonly children: string };

/** One status: shape, word and colour, in that order of importance. The reason stands beside it. */
export function Pill({ tone, icon, children }: PillProps) {
  return (
    <span className={clsx('pill', tones[tone])}>
      {icon === 'spinner' ? <Spinner /> : <Icon name={icon} />}
      {children}
    </span>
  );
}
