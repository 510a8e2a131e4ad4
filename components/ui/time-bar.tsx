import clsx from 'clsx';

type TimeBarProps = {
  /** What is left of the whole time, 0 to 1. */
  readonly left: number;
  readonly tone: 'good' | 'soon' | 'bad';
  /** Read instead of the picture; leave out where the words stand beside it. */
  readonly label?: string;
};

const fills = { good: 'fill-bar', soon: 'fill-soon-fg', bad: 'fill-bad-fg' };

/** Full: all time left. Drawn as SVG, because the page's policy refuses computed styles. */
export function TimeBar({ left, tone, label }: TimeBarProps) {
  const width = `${Math.max(0, Math.min(1, left)) * 100}%`;
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg width="100%" height="12" className="block" {...named}>
      <rect className="fill-track" y="3" width="100%" height="6" rx="3" />
      <rect className={clsx(fills[tone])} y="3" width={width} height="6" rx="3" />
    </svg>
  );
}
