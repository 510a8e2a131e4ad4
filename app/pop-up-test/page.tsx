import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PopUpTest } from '@/components/prerequisites/pop-up-test';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('prerequisites.popups.page');
  return { title: t('title') };
}

export default function PopUpTestPage() {
  return <PopUpTest />;
}
