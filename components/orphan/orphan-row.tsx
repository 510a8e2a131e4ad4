'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SignInLink } from '@/components/session/sign-in-link';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Pill } from '@/components/ui/pill';
import type { OrphanView } from '@/lib/orphan/orphan';
import { ForeignList } from './foreign-list';
import { OrphanDialog } from './orphan-dialog';
import { OrphanFacts } from './orphan-facts';
import { type OrphanChoice, useOrphan } from './use-orphan';

type OrphanRowProps = { readonly orphan: OrphanView; readonly mayChange: boolean };

/** One application, what is known of it, and what may become of it. */
export function OrphanRow({ orphan, mayChange }: OrphanRowProps) {
  const t = useTranslations('orphan');
  const { problem, busy, act } = useOrphan(orphan.applicationId);
  const [asked, setAsked] = useState<OrphanChoice | null>(null);
  const { name, recognised, signed, foreign, otherPortal } = orphan;
  // This portal's own and nobody else's in it: nothing has to change in the tenant.
  const adoption = signed && foreign?.length === 0 ? 'adopt' : 'clean';
  return (
    <li className="border-b border-divider-subtle py-3 last:border-b-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_320px]">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold [overflow-wrap:anywhere]">
            <bdi dir="auto">{name}</bdi>
            <Pill tone={signed ? 'good' : 'soon'} icon={signed ? 'checkmarkCircle16' : 'warning16'}>
              {otherPortal ? t('ofOther', { host: otherPortal }) : t(signed ? 'signed' : 'unsigned')}
            </Pill>
          </h3>
          <span className="block font-mono text-caption [overflow-wrap:anywhere] text-fg-3">{orphan.appId}</span>
        </div>
        {mayChange && recognised && (
          <div className="flex gap-2">
            <Button
              aria-label={t(`${adoption}Named`, { name })}
              aria-disabled={busy || undefined}
              onClick={() => !busy && setAsked(adoption)}
            >
              {busy ? t('working') : t(adoption)}
            </Button>
            <Button
              variant="danger"
              aria-label={t('removeNamed', { name })}
              aria-disabled={busy || undefined}
              onClick={() => !busy && setAsked('remove')}
            >
              {t('remove')}
            </Button>
          </div>
        )}
      </div>
      <OrphanFacts orphan={orphan} />
      {recognised && !signed && <p className="mt-2 max-w-[92ch] text-fg-2">{t('unsignedText')}</p>}
      {foreign && foreign.length > 0 && (
        <>
          <p className="mt-3 font-semibold">{t('foreign.title', { count: foreign.length })}</p>
          <p className="text-caption text-fg-3">{t('foreign.lede')}</p>
          <ForeignList foreign={foreign} />
        </>
      )}
      {recognised && !foreign && <p className="mt-2 max-w-[92ch] text-fg-2">{t('foreign.unread')}</p>}
      {!recognised && <p className="mt-2 max-w-[92ch] text-fg-2">{t('notRecognised')}</p>}
      {problem && (
        <MessageBar tone="bad" alert className="mt-2" actions={problem === 'signedOut' && <SignInLink />}>
          {t(`problems.${problem}`)}
        </MessageBar>
      )}
      <OrphanDialog
        orphan={orphan}
        asked={asked}
        onClose={() => setAsked(null)}
        onConfirm={(action) => {
          setAsked(null);
          act(action);
        }}
      />
    </li>
  );
}
