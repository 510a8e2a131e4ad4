import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConsentDone } from '@/components/operation/consent-done';

export async function generateMetadata({ searchParams }: PageProps<'/consent/done'>): Promise<Metadata> {
  const t = await getTranslations('consent.done');
  const { outcome } = await searchParams;
  return { title: t(outcome === undefined ? 'title' : 'unknownTitle') };
}

export default async function ConsentDonePage({ searchParams }: PageProps<'/consent/done'>) {
  const { outcome } = await searchParams;
  return <ConsentDone known={outcome === undefined} />;
}
