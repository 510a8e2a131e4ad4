import { iconPaths } from './icon-paths';

export type IconName = keyof typeof iconPaths;

/** A picture beside words that say the same: hidden from those who listen. */
export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }) {
  const { size, path } = iconPaths[name];
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      aria-hidden="true"
      className={`flex-none fill-current ${className}`}
    >
      <path d={path} />
    </svg>
  );
}
