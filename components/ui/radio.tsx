import clsx from 'clsx';
import type { ReactNode } from 'react';

type RadioProps = {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  /** Unavailable: the reason stands in the details. */
  readonly unavailable?: boolean;
  readonly onChoose: (value: string) => void;
  readonly title: string;
  readonly details?: ReactNode;
  /** card: a box of its own. row: one of a stack. */
  readonly variant: 'card' | 'row';
};

/** A choice with a title, which is its whole name, and details, which describe it. */
export function Radio({ name, value, checked, unavailable = false, onChoose, title, details, variant }: RadioProps) {
  const id = `${name}-${value}`;
  return (
    <label
      className={clsx(
        'choice',
        variant === 'card' && 'choice-card',
        variant === 'row' && 'border-t border-divider first:border-t-0',
        unavailable ? 'cursor-default' : 'cursor-pointer',
      )}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        aria-disabled={unavailable || undefined}
        aria-labelledby={`${id}-title`}
        aria-describedby={details ? `${id}-details` : undefined}
        onChange={() => !unavailable && onChoose(value)}
        className="choice-button"
      />
      <span className="min-w-0">
        <span
          id={`${id}-title`}
          className={clsx('block', variant === 'card' && 'font-semibold', unavailable && 'text-fg-3')}
        >
          {title}
        </span>
        {details && (
          <span id={`${id}-details`} className="block text-caption text-fg-3">
            {details}
          </span>
        )}
      </span>
    </label>
  );
}
