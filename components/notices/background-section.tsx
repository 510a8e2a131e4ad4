import { getTranslations } from 'next-intl/server';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import { getLastRuns } from '@/lib/notices/notice-queries';

/** What the portal does by itself, and when it last did. */
export async function BackgroundSection() {
  const t = await getTranslations('notices.background');
  const runs = await getLastRuns();
  return (
    <Section id="background" title={t('title')} lede={t('lede')}>
      <ValueList>
        {runs.map(({ name, endedAt, outcome }) => (
          <ValueRow key={name} label={t(`jobs.${name}`)}>
            {endedAt && outcome ? t.rich(outcome, { when: () => <Time at={endedAt} /> }) : t('never')}
          </ValueRow>
        ))}
      </ValueList>
    </Section>
  );
}
