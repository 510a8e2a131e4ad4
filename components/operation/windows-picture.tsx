/** This window, and the other one in front of it. */
export function WindowsPicture() {
  return (
    <svg width="112" height="84" viewBox="0 0 112 84" aria-hidden="true" className="fill-none" strokeWidth="1.5">
      <rect x=".75" y=".75" width="90" height="64" rx="6" className="fill-surface stroke-stroke" />
      <path d="M1 15h89" className="stroke-stroke" />
      <path d="M12 27h34M12 36h22" className="stroke-track" strokeWidth="4" strokeLinecap="round" />
      <rect x="43.75" y="24.75" width="67" height="58" rx="6" className="fill-surface stroke-brand-stroke" />
      <path d="M44 38h66" className="stroke-brand-stroke" />
      <circle cx="77" cy="51" r="5" className="stroke-brand-stroke" />
      <path d="M66 70c0-6 5-9.5 11-9.5S88 64 88 70" className="stroke-brand-stroke" strokeLinecap="round" />
    </svg>
  );
}
