import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { getCloudPages } from '@/lib/locale/cloud-pages-queries';
import { requireViewer } from '@/lib/session/session-queries';
import { ErrorDoctor } from './error-doctor';
import { errorDoctorMessages } from './error-doctor-messages';
import { FindingMessage } from './finding-message';

/** The four of the retired page's own troubleshooting. */
const usual = ['secretExpired', 'reauthenticate', 'replyUrl', 'popUpBlocked'] as const;

/** Settings > Troubleshooting. */
export async function DoctorScreen() {
  await requireViewer();
  const t = await getTranslations('doctor');
  const shell = await getTranslations('shell');
  const { signInErrors } = getCloudPages();
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings') }, { label: shell('troubleshooting') }]}
        title={t('title')}
        lede={t('lede')}
      />
      <ClientMessages of={errorDoctorMessages}>
        <ErrorDoctor />
      </ClientMessages>
      <Section id="usual" title={t('usual')}>
        <ul className="grid gap-4">
          {usual.map((id) => (
            <li key={id} className="border-t border-divider pt-3">
              <h3 className="font-semibold">{t(`usualTitles.${id}`)}</h3>
              <FindingMessage id={id} signInErrors={signInErrors} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
