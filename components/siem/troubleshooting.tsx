import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';

export type TroubleTopic = 'secret' | 'reauthenticate' | 'popUp' | 'refreshToken';

type TroubleProps = {
  readonly topics: readonly TroubleTopic[];
  /** Reply URLs of the connector application. */
  readonly replyUrls: readonly string[];
};

/** The troubleshooting of Microsoft's own page, where it is needed and out of the way until then. */
export function Troubleshooting({ topics, replyUrls }: TroubleProps) {
  const t = useTranslations('trouble');
  const tags = {
    code: (chunks: ReactNode) => <code>{chunks}</code>,
    b: (chunks: ReactNode) => <b>{chunks}</b>,
    life: (chunks: ReactNode) => (
      <a href="#life-cycle" className="text-link underline">
        {chunks}
      </a>
    ),
    urls: replyUrls.join(', '),
  };
  return (
    <details className="group mt-6 max-w-[800px]">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 font-semibold hover:underline">
        <Icon name="chevronRight16" className="text-fg-3 group-open:rotate-90" />
        {t('title')}
      </summary>
      <dl className="grid gap-3 pt-1 pl-6">
        {topics.map((topic) => (
          <div key={topic}>
            <dt className="font-semibold">{t(`${topic}.title`)}</dt>
            <dd className="mt-0.5 [overflow-wrap:anywhere] text-fg-2">{t.rich(`${topic}.text`, tags)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
