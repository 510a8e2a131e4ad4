import { useTranslations } from 'next-intl';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { About } from '@/lib/about/about';
import { getAbout } from '@/lib/about/about-queries';

/** Settings > About: what runs here, and what leaves it. */
export async function AboutScreen() {
  return <AboutContent about={await getAbout()} />;
}

function AboutContent({ about }: { readonly about: About }) {
  const t = useTranslations('about');
  const shell = useTranslations('shell');
  const clouds = useTranslations('enable.clouds');
  const { version, node, database, cloud, hosts } = about;
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings'), href: '/settings/siem' }, { label: t('title') }]}
        title={t('title')}
        lede={t('lede')}
      />
      <Section id="installation" first title={t('installation')}>
        <ValueList>
          <ValueRow label={t('version')}>{`${shell('product')} ${version}`}</ValueRow>
          <ValueRow label={t('node')}>{node}</ValueRow>
          <ValueRow label={t('database')}>{t(`databases.${database}`)}</ValueRow>
          <ValueRow label={t('cloud')}>{clouds(cloud)}</ValueRow>
        </ValueList>
      </Section>
      <Section id="leaves" title={t('leaves')} lede={t('leavesLede')}>
        <ValueList>
          {hosts.map(({ purpose, host }) => (
            <ValueRow key={`${purpose} ${host}`} label={host} labelLang="en">
              {t(`purposes.${purpose}`)}
            </ValueRow>
          ))}
          <ValueRow label={t('channels')}>{t('channelsText')}</ValueRow>
          <ValueRow label={t('nothing')}>{t('nothingText')}</ValueRow>
          <ValueRow label={t('stays')}>{t('staysText')}</ValueRow>
        </ValueList>
      </Section>
    </>
  );
}
