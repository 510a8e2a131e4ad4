import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInPanel } from '@/components/session/sign-in-panel';
import { PlainFrame } from '@/components/shell/plain-frame';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  return (
    <PlainFrame shell={null}>
      <SignInPanel query={await searchParams} />
    </PlainFrame>
  );
}
