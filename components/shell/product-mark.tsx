/** The product's mark: a plug that has found its socket. */
export function ProductMark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" className="flex-none">
      <rect width="24" height="24" rx="6" className="fill-brand" />
      <path d="M9.9 12h4.2" className="stroke-on-brand" strokeWidth="1.6" />
      <circle cx="7.4" cy="12" r="2.6" className="fill-none stroke-on-brand" strokeWidth="1.6" />
      <circle cx="16.6" cy="12" r="3.2" className="fill-on-brand" />
    </svg>
  );
}
