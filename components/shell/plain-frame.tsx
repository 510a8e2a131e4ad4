import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';
import type { Shell } from '@/lib/session/session-queries';
import { TopBar } from './top-bar';
import { topBarMessages } from './top-bar-messages';

/** The frame around a page that is only a message. */
export function PlainFrame({ shell, children }: { readonly shell: Shell | null; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <ClientMessages of={topBarMessages}>
        <TopBar shell={shell} />
      </ClientMessages>
      <main id="main" className="px-4 pt-4 pb-18 narrow:px-6 wide:px-9">
        <div className="mx-auto max-w-[1040px]">{children}</div>
      </main>
    </div>
  );
}
