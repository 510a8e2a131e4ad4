import { useTranslations } from 'next-intl';
import { SayHello } from './say-hello';

/** What the test pop-up shows, for as long as it stays. */
export function PopUpTest() {
  const t = useTranslations('prerequisites.popups.page');
  return (
    <main className="p-6">
      <h1 className="text-section">{t('title')}</h1>
      <p className="mt-2 text-fg-2">{t('text')}</p>
      <SayHello />
    </main>
  );
}
