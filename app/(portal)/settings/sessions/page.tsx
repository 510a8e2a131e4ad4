import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SessionsScreen } from '@/components/session-list/sessions-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sessions');
  return { title: t('title') };
}

export default function SessionsPage() {
  return <SessionsScreen />;
}
