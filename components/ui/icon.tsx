import { type IconName, ICONS_VERSION } from './icon-name';

/** A picture beside words that say the same: hidden from those who listen. */
export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }) {
  const size = name.slice(-2);
  return (
    <svg width={size} height={size} aria-hidden="true" className={`flex-none fill-current ${className}`}>
      <use href={`/icons.svg?${ICONS_VERSION}#${name}`} />
    </svg>
  );
}
