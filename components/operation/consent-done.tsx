import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CloseWindow } from './close-window';

/** The pop-up's last page, which goes by itself where it came from a sign-in of this portal. */
export function ConsentDone({ known }: { readonly known: boolean }) {
  const t = useTranslations('consent.done');
  return (
    <main className="p-6">
      <h1 className="text-section">{known ? t('title') : t('unknownTitle')}</h1>
      <p className="mt-2 text-fg-2">{known ? t('text') : t('unknownText')}</p>
      <p className="mt-4">
        <Link href="/settings/siem" className="text-link underline">
          {t('link')}
        </Link>
      </p>
      {known && <CloseWindow />}
    </main>
  );
}
