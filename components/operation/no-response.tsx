import { useTranslations } from 'next-intl';
import { MessageBar } from '@/components/ui/message-bar';

/** A click that the portal did not hear. */
export function NoResponse() {
  const t = useTranslations('setup');
  return (
    <MessageBar tone="bad" alert className="mt-2">
      {t('unanswered')}
    </MessageBar>
  );
}
