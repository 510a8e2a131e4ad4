import type { ReactNode } from 'react';
import type { Shell } from '@/lib/session/session-queries';
import { TopBar } from './top-bar';

/** The frame around a page that is only a message. */
export function PlainFrame({ shell, children }: { readonly shell: Shell | null; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <TopBar shell={shell} />
      <main id="main" className="px-4 pt-4 pb-18 narrow:px-6 wide:px-9">
        <div className="mx-auto max-w-[1040px]">{children}</div>
      </main>
    </div>
  );
}
