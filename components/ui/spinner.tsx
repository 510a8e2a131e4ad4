/** Work under way; what work, the words beside it say. */
export function Spinner({ size = 14 }: { readonly size?: 14 | 16 }) {
  const box = size === 16 ? 'size-4' : 'm-px size-3.5';
  return (
    <i
      aria-hidden="true"
      className={`block flex-none animate-spin rounded-full border-2 border-brand-stroke-2 border-t-brand-stroke ${box}`}
    />
  );
}
