const widths = { short: 'w-18', middle: 'w-24', long: 'w-34' };

/** Stands where a value will be. */
export function Skeleton({ width = 'middle' }: { readonly width?: keyof typeof widths }) {
  return (
    <span
      className={`inline-block h-3 max-w-full animate-shimmer rounded-control bg-[linear-gradient(90deg,var(--pillNeutral)_0%,var(--rowHover)_40%,var(--pillNeutral)_80%)] bg-[length:300%_100%] align-middle ${widths[width]}`}
    />
  );
}
