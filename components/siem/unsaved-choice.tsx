import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { UnsavedProblem } from './use-saved-choice';

/** Beside a choice that looks made and is not saved. */
export function UnsavedChoice({ problem }: { readonly problem: UnsavedProblem | null }) {
  const t = useTranslations('connector.siemType.unsaved');
  if (!problem) return null;
  const { kind, again } = problem;
  const isOutdated = kind === 'outdated';
  return (
    <MessageBar
      tone="bad"
      alert
      title={t('title')}
      className="mt-3 max-w-[800px]"
      actions={
        <Button size="small" onClick={isOutdated ? () => window.location.reload() : again}>
          {t(`actions.${kind}`)}
        </Button>
      }
    >
      {t(`texts.${kind}`)}
    </MessageBar>
  );
}
