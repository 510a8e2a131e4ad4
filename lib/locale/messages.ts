import type { Locale } from './locale';

/** What next-intl takes: texts, and texts within texts. */
export type MessageTree = { readonly [key: string]: string | MessageTree };

/** All texts of a language. The keys are the catalogue's files; sign-in becomes signIn. */
export async function loadMessages(locale: Locale): Promise<MessageTree> {
  switch (locale) {
    case 'en':
      return (await import('./english')).english;
    case 'sv':
      return (await import('./swedish')).swedish;
  }
}
