'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { guardLeaving } from './leave-question';

/** Asks before a page is left that shows a secret which nobody has kept yet. */
export function LeaveGuard({ active }: { readonly active: boolean }) {
  const t = useTranslations('connector.leave');
  const router = useRouter();
  const [wanted, setWanted] = useState<{ readonly leave: () => void } | null>(null);

  useEffect(() => {
    if (!active) return undefined;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const path = innerLink(event);
      if (!path) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted({ leave: () => router.push(path) });
    };
    window.addEventListener('beforeunload', beforeUnload);
    // Before the link itself hears of it.
    document.addEventListener('click', click, true);
    const stopGuarding = guardLeaving((leave) => setWanted({ leave }));
    return () => {
      stopGuarding();
      window.removeEventListener('beforeunload', beforeUnload);
      document.removeEventListener('click', click, true);
    };
  }, [active, router]);

  return (
    <Dialog
      open={wanted !== null}
      onClose={() => setWanted(null)}
      title={t('title')}
      footer={
        <>
          <Button variant="danger" onClick={() => wanted?.leave()}>
            {t('leave')}
          </Button>
          <Button variant="primary" onClick={() => setWanted(null)}>
            {t('stay')}
          </Button>
        </>
      }
    >
      <p className="text-fg-2">{t('text')}</p>
    </Dialog>
  );
}

/** The path of a plain click on a link to another page of the portal. */
function innerLink(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download')) return null;
  const samePage = link.pathname === window.location.pathname;
  return link.origin === window.location.origin && !samePage ? link.pathname + link.search : null;
}
