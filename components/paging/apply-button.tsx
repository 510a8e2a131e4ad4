/** Sends a form whose changes are otherwise followed by script: seen only where there is none. */
export function ApplyButton({ label }: { readonly label: string }) {
  return (
    <noscript>
      <button type="submit" className="min-h-10 rounded-control border border-stroke px-3 narrow:min-h-8">
        {label}
      </button>
    </noscript>
  );
}
