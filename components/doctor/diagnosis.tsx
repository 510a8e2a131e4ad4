import { useTranslations } from 'next-intl';
import { useSignInErrors } from '@/components/shell/cloud-pages';
import { MessageBar } from '@/components/ui/message-bar';
import type { Examination, Finding } from '@/lib/doctor/examine-text';
import type { RequestId } from '@/lib/doctor/request-id';
import { FindingMessage } from './finding-message';

/** What the text says. How much was recognised is read out; the words themselves are there to go to. */
export function Diagnosis({ examined }: { readonly examined: Examination | null }) {
  const t = useTranslations('doctor');
  const count = examined?.findings.length ?? 0;
  const unknown = examined !== null && count === 0;
  return (
    <section aria-labelledby="diagnosis-heading" hidden={examined === null} className="mt-4">
      <h2 id="diagnosis-heading" className="text-section">
        {t('results')}
      </h2>
      <p role="status" className="mt-1 text-fg-3">
        {count > 0 && t('found', { count })} {count > 1 && t('least')}
        {unknown && t('unknownTitle')}
      </p>
      {unknown && (
        <MessageBar tone="plain" className="mt-3">
          {t('unknown')}
        </MessageBar>
      )}
      {examined && count > 0 && <Findings findings={examined.findings} />}
      {examined && examined.requestIds.length > 0 && <RequestIds ids={examined.requestIds} />}
    </section>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const signInErrors = useSignInErrors();
  return (
    <ol className="mt-3 grid gap-4">
      {findings.map(({ id, match, facts }) => (
        <li key={`${id} ${match}`} className="border-t border-divider pt-3">
          <h3 className="font-mono font-semibold [overflow-wrap:anywhere]">{match}</h3>
          <FindingMessage id={id} signInErrors={signInErrors} facts={facts} />
        </li>
      ))}
    </ol>
  );
}

function RequestIds({ ids }: { readonly ids: readonly RequestId[] }) {
  const t = useTranslations('doctor');
  return (
    <div className="mt-5 border-t border-divider pt-3">
      <h3 className="font-semibold">{t('ids')}</h3>
      <dl className="mt-1 grid gap-x-4 gap-y-1 narrow:grid-cols-[max-content_minmax(0,1fr)]">
        {ids.map(({ kind, id }) => (
          <div key={id} className="contents">
            <dt className="text-fg-3">{t(`idKinds.${kind}`)}</dt>
            <dd className="font-mono text-value [overflow-wrap:anywhere]">{id}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
