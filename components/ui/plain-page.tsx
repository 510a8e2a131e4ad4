import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon-name';

type PlainPageProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly lede: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** A page that is only a message: signed out, refused, failed, not found. */
export function PlainPage({ icon, title, lede, actions, children }: PlainPageProps) {
  return (
    <div className="max-w-[720px] pt-3 narrow:pt-10">
      <Icon name={icon} className="mb-2 -ml-1 size-8 text-fg-3" />
      <h1 className="text-page-narrow narrow:text-page">{title}</h1>
      <div className="mt-2 max-w-[92ch] text-fg-2">{lede}</div>
      {actions && <div className="mt-6 flex flex-wrap items-center gap-2">{actions}</div>}
      {children}
    </div>
  );
}
