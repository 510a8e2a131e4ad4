'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { beforeLeaving } from '@/components/secret/leave-question';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu/menu';
import type { AccessLevel } from '@/lib/session/access';
import { signOut } from '@/lib/sign-in/sign-in-actions';

export function AccountMenu({ upn, access }: { readonly upn: string; readonly access: AccessLevel }) {
  const t = useTranslations('shell');
  const [, startTransition] = useTransition();
  const role = t(`access.${access}`);
  return (
    <Menu
      label={t('account', { upn, role })}
      trigger={
        <>
          <Icon name="personCircle20" />
          <span className="hidden min-w-0 text-caption narrow:grid">
            <span className="truncate">{upn}</span>
            <span className="text-fg-3">{role}</span>
          </span>
          <Icon name="chevronDown12" className="hidden narrow:block" />
        </>
      }
      note={
        <div className="px-2 py-1.5 text-caption narrow:hidden">
          <div className="[overflow-wrap:anywhere]">{upn}</div>
          <div className="text-fg-3">{role}</div>
        </div>
      }
      entries={[{ value: 'signOut', label: t('signOut') }]}
      onSelect={() => beforeLeaving(() => startTransition(() => signOut()))}
    />
  );
}
