import type { Locale } from './lib/locale/locale';
import type { english } from './lib/locale/english';

// A text that no catalogue holds does not compile.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof english;
  }
}
