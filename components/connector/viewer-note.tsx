import { useTranslations } from 'next-intl';
import { MessageBar } from '@/components/ui/message-bar';
import { getShell, type Shell } from '@/lib/session/session-queries';

/** One bar says why there is nothing to press; the actions themselves are absent, not grey. */
export async function ViewerNote() {
  const shell = await getShell();
  return shell?.access === 'viewer' ? <ViewerText shell={shell} /> : null;
}

function ViewerText({ shell }: { readonly shell: Shell }) {
  const t = useTranslations('enable.viewer');
  const names = useTranslations('access.roles');
  return (
    <MessageBar tone="plain" title={t('title')} className="mt-4">
      {t('text', { roles: shell.roles.map((role) => names(role)).join(', ') })}
    </MessageBar>
  );
}
