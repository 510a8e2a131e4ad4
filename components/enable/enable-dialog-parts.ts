import { later } from '@/components/ui/later';

/** The dialog with its fields, which most visits to the page never open. */
export const enableDialog = later(() => import('./enable-dialog').then(({ EnableDialog }) => EnableDialog));

/** What it says. */
export const enableDialogTexts = {
  en: later(() => import('@/messages/en/enable.json').then(({ default: enable }) => ({ enable }))),
  sv: later(() => import('@/messages/sv/enable.json').then(({ default: enable }) => ({ enable }))),
} as const;
