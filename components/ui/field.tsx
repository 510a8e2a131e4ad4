import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './icon';

type FieldProps = {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with the value; takes the hint's place. */
  readonly error?: string | null;
};

/** A label, a control, and below it what helps or what is wrong. The control names the latter: `${id}-hint`. */
export function Field({ id, label, children, hint, error }: FieldProps) {
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id}>{label}</label>
      {children}
      <div id={`${id}-hint`} className="text-caption text-fg-3" role={error ? 'alert' : undefined}>
        {error ? (
          <span className="flex gap-1 text-bad-fg">
            <Icon name="errorCircle16" />
            {error}
          </span>
        ) : (
          hint
        )}
      </div>
    </div>
  );
}

const controlClass =
  'h-10 w-full rounded-control border border-stroke border-b-stroke-strong bg-surface px-2.5 hover:border-stroke-hover hover:border-b-stroke-strong narrow:h-8';

type InputProps = ComponentProps<'input'> & { readonly invalid?: boolean };

export function Input({ invalid = false, className, ...rest }: InputProps) {
  return (
    <input
      {...rest}
      aria-invalid={invalid || undefined}
      aria-describedby={rest.id && `${rest.id}-hint`}
      className={clsx(controlClass, invalid && 'border-bad-fg hover:border-bad-fg', className)}
    />
  );
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <div className="relative">
      <select
        {...rest}
        aria-describedby={rest.id && `${rest.id}-hint`}
        className={clsx(controlClass, 'appearance-none pr-8', className)}
      >
        {children}
      </select>
      <Icon
        name="chevronDown12"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-fg-3"
      />
    </div>
  );
}
