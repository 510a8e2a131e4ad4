import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon-name';

export type ButtonVariant = 'primary' | 'standard' | 'ghost' | 'danger';

export type ButtonStyle = {
  readonly variant?: ButtonVariant;
  readonly size?: 'standard' | 'large' | 'small';
  /** As wide as the page on a phone. */
  readonly wide?: boolean;
};

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'button-primary',
  standard: 'button-standard',
  ghost: 'button-ghost',
  danger: 'button-danger',
};

const sizes = {
  standard: 'min-h-9 narrow:min-h-8 px-3 py-[5px]',
  large: 'min-h-10 px-4 py-[9px] text-subtitle/5',
  small: 'min-h-7 px-2 py-[3px] text-caption',
};

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = 'standard', size = 'standard', wide = false }: ButtonStyle): string {
  return clsx(variants[variant], sizes[size], wide && 'w-full min-h-10 narrow:w-auto narrow:min-h-8');
}

type ButtonProps = ButtonStyle & ComponentProps<'button'> & { readonly icon?: IconName };

export function Button({ variant, size, wide, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={clsx(buttonClass({ variant, size, wide }), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
