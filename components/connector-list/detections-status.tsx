import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { CopyButton } from '@/components/ui/copy-button';
import { copyButtonMessages } from '@/components/ui/copy-button-messages';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { BreakableValue, ValueList, ValueRow } from '@/components/ui/value-list';
import { getDetectionsPlace } from '@/lib/connector/detections-place-queries';
import type { DetectionsPlace } from '@/lib/connector/detections-wiring';

/** Whether this portal answers the retired SIEM API, and where: for everybody who may look. */
export async function DetectionsStatus() {
  return <Status place={await getDetectionsPlace()} />;
}

function Status({ place }: { readonly place: DetectionsPlace }) {
  const t = useTranslations('enable.detectionsStatus');
  const name = useTranslations('enable.apis')('detections.name');
  return (
    <Section id="detections" title={name} lede={t('lede')}>
      <ValueList>
        <ValueRow label={t('state')}>
          <Pill tone={place.on ? 'good' : 'neutral'} icon={place.on ? 'checkmarkCircle16' : 'dismissCircle16'}>
            {t(place.on ? 'on' : 'off')}
          </Pill>
          {!place.on && <span className="ml-2 text-fg-2">{t('offText')}</span>}
        </ValueRow>
        <ValueRow
          label={t('url')}
          mono
          actions={
            <ClientMessages of={copyButtonMessages}>
              <CopyButton name={t('url')} value={place.url} />
            </ClientMessages>
          }
        >
          <BreakableValue text={place.url} />
        </ValueRow>
      </ValueList>
    </Section>
  );
}
