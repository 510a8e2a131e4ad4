const widths = { short: 'w-18', middle: 'w-24', long: 'w-34' };

/** Stands where a value will be. */
export function Skeleton({ width = 'middle' }: { readonly width?: keyof typeof widths }) {
  return <span className={`skeleton ${widths[width]}`} />;
}
