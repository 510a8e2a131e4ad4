import { later } from '@/components/ui/later';

/** What the guide of a SIEM is made of, with the library that packs its files. */
export const siemGuide = later(() => import('./siem-guide').then(({ SiemGuide }) => SiemGuide));

/** Its words, of which one SIEM of many is read. */
export const siemGuideTexts = {
  en: later(() => import('@/messages/en/siem-guide.json').then(({ default: guide }) => ({ siemGuide: guide }))),
  sv: later(() => import('@/messages/sv/siem-guide.json').then(({ default: guide }) => ({ siemGuide: guide }))),
} as const;
