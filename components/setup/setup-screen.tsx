import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHead } from '@/components/ui/page-head';
import { Time } from '@/components/ui/time';
import { getSetup } from '@/lib/pages/operation-queries';
import type { EnableInput } from '@/lib/connector/connector-input';
import type { OperationView } from '@/lib/operation/operation-view';
import { siemApiOf } from '@/lib/siem/through-detections';
import { SetupProgress } from './setup-progress';
import { setupProgressMessages } from './setup-progress-messages';

/** Set-up is a page of its own: a reload, a second tab and `Continue in this tab` land on the same view. */
export async function SetupScreen({ operationId }: { readonly operationId: string }) {
  const view = await getSetup(operationId);
  return (
    <>
      <SetupHead view={view} requested={view.requested} />
      <ClientMessages of={setupProgressMessages}>
        <SetupProgress initial={view} />
      </ClientMessages>
    </>
  );
}

type SetupHeadProps = { readonly view: OperationView; readonly requested: EnableInput };

function SetupHead({ view, requested }: SetupHeadProps) {
  const t = useTranslations('setup');
  const shell = useTranslations('shell');
  const apis = useTranslations('enable.apis');
  const regions = useTranslations('enable.regions');
  const facts = [
    [t('api'), apis(`${siemApiOf(requested)}.name`)],
    ...(siemApiOf(requested) === 'defender-alerts' ? [[t('region'), regions(requested.region)] as const] : []),
  ] as const;
  return (
    <PageHead
      crumbs={[{ label: shell('settings') }, { label: shell('siem'), href: '/settings/siem' }, { label: t('crumb') }]}
      title={t(view.kind === 'undo' ? 'titleUndo' : 'title', { name: requested.name })}
      lede={
        <span className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
          {facts.map(([label, value]) => (
            <span key={label}>
              {label} <span className="text-fg">{value}</span>
            </span>
          ))}
          <span className="whitespace-nowrap">
            {t('secretExpires')}{' '}
            <span className="text-fg">
              <Time at={view.secretExpires ?? ''} style="date" />
            </span>
          </span>
        </span>
      }
    />
  );
}
