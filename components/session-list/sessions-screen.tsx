import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { SessionList } from '@/lib/session-list/session-list';
import { getSessions } from '@/lib/session-list/session-list-queries';
import { EndButton } from './end-button';
import { endButtonMessages } from './end-button-messages';
import { EndSessions } from './end-sessions';
import { SessionTable } from './session-table';

/** Settings > Sessions: where people are signed in, and how that ends. */
export async function SessionsScreen() {
  return <SessionsContent list={await getSessions()} />;
}

function SessionsContent({ list }: { readonly list: SessionList }) {
  const t = useTranslations('sessions');
  const shell = useTranslations('shell');
  const { own, others } = list;
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings'), href: '/settings/siem' }, { label: t('title') }]}
        title={t('title')}
        lede={t('lede')}
      />
      <ClientMessages of={endButtonMessages}>
        <EndSessions>
          <Section
            id="own"
            first
            title={t('own', { count: own.length })}
            actions={own.length > 1 && <EndButton target={null} label={t('endOthers')} />}
          >
            <SessionTable label={t('ownLabel')} sessions={own} withPerson={false} />
          </Section>
          {others && (
            <Section id="others" title={t('others', { count: others.length })} lede={t('othersLede')}>
              {others.length > 0 && <SessionTable label={t('othersLabel')} sessions={others} withPerson />}
            </Section>
          )}
        </EndSessions>
      </ClientMessages>
      <Section id="ends" title={t('rules.title')}>
        <ValueList>
          <ValueRow label={t('rules.idle')}>{t('rules.idleText', { minutes: list.idleMinutes })}</ValueRow>
          <ValueRow label={t('rules.absolute')}>{t('rules.absoluteText', { hours: list.hours })}</ValueRow>
          <ValueRow label={t('rules.account')}>{t('rules.accountText')}</ValueRow>
          <ValueRow label={t('rules.microsoft')}>{t('rules.microsoftText')}</ValueRow>
          <ValueRow label={t('rules.fresh')}>{t('rules.freshText')}</ValueRow>
        </ValueList>
      </Section>
    </>
  );
}
