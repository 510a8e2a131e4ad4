import { createTranslator } from 'use-intl/core';
import { english } from '@/lib/locale/english';
import type { Locale } from '@/lib/locale/locale';
import { swedish } from '@/lib/locale/swedish';
import type { NewNotice } from './notice';

/** A notice in words, for a page, a mail or a card. */
export type NoticeText = { readonly title: string; readonly text: string };

const catalogues = { en: english.notices, sv: swedish.notices } as const;
const regions = { en: 'en-GB', sv: 'sv-SE' } as const;

/** Says something of the notices' catalogue, where no page is. */
export function noticeTranslator(locale: Locale) {
  return createTranslator({ locale, messages: catalogues[locale] });
}

/** Dates are those of UTC. */
export function noticeText(
  locale: Locale,
  notice: Pick<NewNotice, 'kind' | 'about' | 'facts' | 'threshold' | 'dueAt' | 'late'>,
  now: Date,
): NoticeText {
  const t = noticeTranslator(locale);
  const { about, facts } = notice;
  const day = (at: string | undefined) => (at === undefined ? '' : formatDay(locale, new Date(at)));
  const values = {
    name: about,
    date: day(facts.endsAt ?? facts.at),
    days: facts.endsAt === undefined ? 0 : daysLeft(facts.endsAt, now),
    percent: facts.percent ?? 0,
    who: facts.upn ?? '',
    count: facts.count ?? 0,
    what: t(`what.${facts.what ?? 'secret'}`),
    fault: facts.fault ? t(`faults.${facts.fault}`) : '',
  };
  const words = `kinds.${wordsOf(notice)}` as const;
  const late = notice.late ? ` ${t('late', { date: formatDay(locale, notice.dueAt) })}` : '';
  return { title: t(`${words}.title`, values), text: t(`${words}.text`, values) + late };
}

const endedWords = { secretEnds: 'secretEnded', tokenEnds: 'tokenEnded', portalEnds: 'portalEnded' } as const;

/** What has ended has other words than what will. */
function wordsOf({ kind, threshold }: Pick<NewNotice, 'kind' | 'threshold'>) {
  if (threshold !== 'ended') return kind;
  return kind === 'secretEnds' || kind === 'tokenEnds' || kind === 'portalEnds' ? endedWords[kind] : kind;
}

/** Whole days; a part of one counts, and nothing is left of what has ended. */
function daysLeft(endsAt: string, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(endsAt) - now.getTime()) / 86_400_000));
}

function formatDay(locale: Locale, at: Date): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(regions[locale], style).format(at);
}
