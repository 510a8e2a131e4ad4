import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { CopyButton } from '@/components/ui/copy-button';
import { copyButtonMessages } from '@/components/ui/copy-button-messages';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { BreakableValue, ValueList, ValueRow } from '@/components/ui/value-list';
import type { DetectionsEndpoint } from '@/lib/connector/detections-endpoint';

/** Whether this portal answers the retired SIEM API, and where: for everybody who may look. */
export function DetectionsStatus({ endpoint }: { readonly endpoint: DetectionsEndpoint }) {
  const t = useTranslations('enable.detectionsStatus');
  const name = useTranslations('enable.apis')('detections.name');
  return (
    <Section id="detections" title={name} lede={t('lede')}>
      <ValueList>
        <ValueRow label={t('state')}>
          <Pill tone={endpoint.on ? 'good' : 'neutral'} icon={endpoint.on ? 'checkmarkCircle16' : 'dismissCircle16'}>
            {t(endpoint.on ? 'on' : 'off')}
          </Pill>
          {!endpoint.on && <span className="ml-2 text-fg-2">{t('offText')}</span>}
        </ValueRow>
        <ValueRow
          label={t('url')}
          mono
          actions={
            <ClientMessages of={copyButtonMessages}>
              <CopyButton name={t('url')} value={endpoint.url} />
            </ClientMessages>
          }
        >
          <BreakableValue text={endpoint.url} />
        </ValueRow>
      </ValueList>
    </Section>
  );
}
