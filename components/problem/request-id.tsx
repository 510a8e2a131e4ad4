import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What to give to support. */
export function RequestId({ id }: { readonly id: string }) {
  const t = useTranslations('problem');
  return <span className="mt-1 block text-caption text-fg-3">{t.rich('requestId', { id, code })}</span>;
}
