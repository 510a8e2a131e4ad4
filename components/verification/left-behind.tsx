import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MessageBar } from '@/components/ui/message-bar';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** A short-lived credential is still in the tenant: which one, and how to remove it. */
export function LeftBehind({ keyId }: { readonly keyId: string }) {
  const t = useTranslations('tokens.left');
  return (
    <MessageBar tone="soon" alert title={t('title')} className="max-w-[800px]">
      {t.rich('text', { keyId, code })}
    </MessageBar>
  );
}
