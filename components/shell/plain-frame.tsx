import type { ReactNode } from 'react';
import type { Shell } from '@/lib/session/session-queries';
import { ClientMessages } from '@/components/ui/client-messages';
import { accountMenuMessages } from './account-menu-messages';
import { languageMenuMessages } from './language-menu-messages';
import { TopBar } from './top-bar';

const signedIn = [...languageMenuMessages, ...accountMenuMessages];

/** The frame around a page that is only a message. */
export function PlainFrame({ shell, children }: { readonly shell: Shell | null; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <ClientMessages of={shell ? signedIn : languageMenuMessages}>
        <TopBar shell={shell} />
      </ClientMessages>
      <main id="main" className="px-4 pt-4 pb-18 narrow:px-6 wide:px-9">
        <div className="mx-auto max-w-[1040px]">{children}</div>
      </main>
    </div>
  );
}
