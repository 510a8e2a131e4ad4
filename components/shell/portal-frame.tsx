import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { OneTimeSecrets } from '@/components/secret/one-time-secrets';
import { ClientMessages } from '@/components/ui/client-messages';
import { getCloudPages } from '@/lib/locale/cloud-pages-queries';
import { getShell, requireViewer } from '@/lib/session/session-queries';
import { accountMenuMessages } from './account-menu-messages';
import { CloudPagesOf } from './cloud-pages';
import { languageMenuMessages } from './language-menu-messages';
import { NoticeBell } from './notice-bell';
import { SettingsNav, SettingsNavButton } from './settings-nav';
import { settingsNavMessages } from './settings-nav-messages';
import { SignedIn } from './signed-in';
import { SkipLink } from './skip-link';
import { TopBar } from './top-bar';

const around = [...settingsNavMessages, ...languageMenuMessages, ...accountMenuMessages];

/** The frame around every page for those who may look. */
export async function PortalFrame({ children }: { readonly children: ReactNode }) {
  await requireViewer();
  const shell = await getShell();
  const t = await getTranslations('shell');
  const { defenderPortal, ...pages } = getCloudPages();
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] wide:grid-cols-[224px_minmax(0,1fr)]">
      <ClientMessages of={around}>
        <SkipLink />
        <TopBar shell={shell} menuButton={<SettingsNavButton />} bell={<NoticeBell />} />
        <SettingsNav />
      </ClientMessages>
      <main id="main" className="min-w-0 px-4 pt-4 pb-18 narrow:px-6 narrow:pt-6 wide:px-9">
        <div className="max-w-[1040px]">
          <SignedIn upn={shell?.upn ?? ''}>
            <CloudPagesOf pages={{ ...pages, defenderPortal: defenderPortal ?? t('defenderPortal') }}>
              <OneTimeSecrets>{children}</OneTimeSecrets>
            </CloudPagesOf>
          </SignedIn>
        </div>
      </main>
    </div>
  );
}
