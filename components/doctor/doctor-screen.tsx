import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { requireViewer } from '@/lib/session/session-queries';
import { ErrorDoctor } from './error-doctor';
import { FindingWords } from './finding-words';

/** The four of the retired page's own troubleshooting. */
const usual = ['secretExpired', 'reauthenticate', 'replyUrl', 'popUpBlocked'] as const;

/** Settings > Troubleshooting. Its many texts go to the browser on this page only. */
export async function DoctorScreen() {
  await requireViewer();
  const t = await getTranslations('doctor');
  const shell = await getTranslations('shell');
  const { doctor } = await getMessages();
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings') }, { label: shell('troubleshooting') }]}
        title={t('title')}
        lede={t('lede')}
      />
      <NextIntlClientProvider messages={{ doctor }}>
        <ErrorDoctor />
        <Section id="usual" title={t('usual')}>
          <ul className="grid gap-4">
            {usual.map((id) => (
              <li key={id} className="border-t border-divider pt-3">
                <h3 className="font-semibold">{t(`usualTitles.${id}`)}</h3>
                <FindingWords id={id} />
              </li>
            ))}
          </ul>
        </Section>
      </NextIntlClientProvider>
    </>
  );
}
