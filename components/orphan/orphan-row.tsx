'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SignInLink } from '@/components/session/sign-in-link';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { OrphanView } from '@/lib/orphan/orphan';
import { OrphanDialog } from './orphan-dialog';
import { OrphanFacts } from './orphan-facts';
import { type OrphanChoice, useOrphan } from './use-orphan';

type OrphanRowProps = { readonly orphan: OrphanView; readonly mayChange: boolean };

/** One application, what is known of it, and what may become of it. */
export function OrphanRow({ orphan, mayChange }: OrphanRowProps) {
  const t = useTranslations('orphan');
  const { problem, busy, act } = useOrphan(orphan.applicationId);
  const [asked, setAsked] = useState<OrphanChoice | null>(null);
  const { name, recognised } = orphan;
  return (
    <li className="border-b border-divider-subtle py-3 last:border-b-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_320px]">
          <h3 className="font-semibold [overflow-wrap:anywhere]">{name}</h3>
          <span className="block font-mono text-caption [overflow-wrap:anywhere] text-fg-3">{orphan.appId}</span>
        </div>
        {mayChange && recognised && (
          <div className="flex gap-2">
            <Button
              aria-label={t('adoptNamed', { name })}
              aria-disabled={busy || undefined}
              onClick={() => !busy && setAsked('adopt')}
            >
              {busy ? t('working') : t('adopt')}
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
