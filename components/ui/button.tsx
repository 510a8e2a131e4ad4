import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon-name';

export type ButtonLook = 'primary' | 'standard' | 'ghost' | 'danger';

export type ButtonStyle = {
  readonly look?: ButtonLook;
  readonly size?: 'standard' | 'large' | 'small';
  /** As wide as the page on a phone. */
  readonly wide?: boolean;
};

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: 'border-transparent bg-brand text-on-brand font-semibold hover:bg-brand-hover active:bg-brand-pressed',
  standard: 'border-stroke bg-surface text-fg font-semibold hover:bg-hover hover:border-stroke-hover',
  ghost: 'border-transparent text-fg-2 hover:bg-hover hover:text-fg',
  danger: 'border-stroke bg-surface text-bad-fg font-semibold hover:bg-bad-bg hover:border-bad-border',
};

const sizes = {
  standard: 'min-h-9 narrow:min-h-8 px-3 py-[5px]',
  large: 'min-h-10 px-4 py-[9px] text-subtitle/5',
  small: 'min-h-7 px-2 py-[3px] text-caption',
};

/** The classes of a button, for links that look like one. */
export function buttonClass({ look = 'standard', size = 'standard', wide = false }: ButtonStyle): string {
  return clsx(
    'inline-flex items-center justify-center gap-1.5 rounded-control border text-center transition-colors duration-150',
    'aria-disabled:cursor-default aria-disabled:border-divider aria-disabled:bg-transparent aria-disabled:text-fg-3',
    looks[look],
    sizes[size],
    wide && 'w-full min-h-10 narrow:w-auto narrow:min-h-8',
  );
}

type ButtonProps = ButtonStyle & ComponentProps<'button'> & { readonly icon?: IconName };

export function Button({ look, size, wide, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={clsx(buttonClass({ look, size, wide }), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
