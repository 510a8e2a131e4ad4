import type { ReactNode } from 'react';

type SectionProps = {
  /** Also the target of links on the page. */
  readonly id: string;
  readonly title: string;
  readonly lede?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Follows the page's head directly. */
  readonly first?: boolean;
};

/** A heading and air, not a card. */
export function Section({ id, title, lede, actions, children, first = false }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-heading`} className={first ? 'mt-8' : 'mt-11 narrow:mt-14'}>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-[1_1_420px]">
          <h2 id={`${id}-heading`} className="text-section">
            {title}
          </h2>
          {lede && <p className="mt-1 max-w-[92ch] text-fg-3">{lede}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export function SubSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="mt-8">
      <h3 className="mb-2.5 text-subtitle">{title}</h3>
      {children}
    </div>
  );
}
