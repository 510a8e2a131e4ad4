import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import { getPortalEnd } from '@/lib/notices/notice-queries';
import { EnterEnd } from './enter-end';
import { enterEndMessages } from './enter-end-messages';

/** When something is told, and when the portal's own credential ends. */
export async function WhenSection() {
  const t = await getTranslations('notices.when');
  const { what, endsAt, source, mayEnter } = await getPortalEnd();
  const enter = mayEnter && (
    <ClientMessages of={enterEndMessages}>
      <EnterEnd />
    </ClientMessages>
  );
  return (
    <Section id="when" title={t('title')} lede={t('lede')}>
      <ValueList>
        <ValueRow label={t('timeLeft')}>
          {t('timeLeftText')} <span className="text-fg-3">{t('timeLeftNote')}</span>
        </ValueRow>
        <ValueRow label={t('proofs')}>{t('proofsText')}</ValueRow>
        <ValueRow label={t('approvals')}>{t('approvalsText')}</ValueRow>
        <ValueRow label={t('drift')}>{t('driftText')}</ValueRow>
        <ValueRow label={t('portal', { what: t(`portalOf.${what}`) })} actions={enter}>
          {endsAt ? t.rich('portalEnds', { when: () => <Time at={endsAt} style="date" /> }) : t('portalUnknown')}
          {source && <span className="text-fg-3"> ({t(`source.${source}`)})</span>}
        </ValueRow>
      </ValueList>
    </Section>
  );
}
