import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { ApplyButton } from '@/components/paging/apply-button';
import { LiveForm } from '@/components/paging/live-form';
import {
  historyKindNames,
  historyOutcomes,
  historyPath,
  historyPeriods,
  type HistoryView,
} from '@/lib/history/history-input';

/** What to look for. A form of the page itself: without script it is sent like any other. */
export function HistoryTools({ view }: { readonly view: HistoryView }) {
  const t = useTranslations('history.tools');
  const { connectorId, person, search, kind, outcome, period } = view;
  const values = { person, q: search, kind: kind ?? '', outcome: outcome ?? '', days: period ?? '' };
  return (
    <search className="mt-6 block" aria-label={t('label')}>
      <LiveForm
        action={historyPath(connectorId)}
        values={values}
        className="grid grid-cols-2 gap-2 narrow:flex narrow:flex-wrap narrow:items-start narrow:[&>div]:w-52"
      >
        <TextField name="person" label={t('person')} value={person} />
        <TextField name="q" label={t(connectorId === null ? 'search' : 'searchId')} value={search} />
        <Select name="kind" defaultValue={values.kind} aria-label={t('kind')}>
          <option value="">{t('allKinds')}</option>
          {historyKindNames.map((name) => (
            <option key={name} value={name}>
              {t(`kinds.${name}`)}
            </option>
          ))}
        </Select>
        <Select name="outcome" defaultValue={values.outcome} aria-label={t('outcome')}>
          <option value="">{t('allOutcomes')}</option>
          {historyOutcomes.map((name) => (
            <option key={name} value={name}>
              {t(`outcomes.${name}`)}
            </option>
          ))}
        </Select>
        <Select name="days" defaultValue={values.days} aria-label={t('time')}>
          <option value="">{t('allTimes')}</option>
          {historyPeriods.map((days) => (
            <option key={days} value={days}>
              {t('lastDays', { days: Number(days) })}
            </option>
          ))}
        </Select>
        <ApplyButton label={t('apply')} />
      </LiveForm>
    </search>
  );
}

type TextFieldProps = { readonly name: string; readonly label: string; readonly value: string };

function TextField({ name, label, value }: TextFieldProps) {
  return (
    <label className="col-span-2 block narrow:w-60">
      <span className="sr-only">{label}</span>
      <input
        type="search"
        name={name}
        defaultValue={value}
        placeholder={label}
        autoComplete="off"
        maxLength={120}
        className="h-10 w-full rounded-control border border-stroke border-b-stroke-strong bg-surface px-2 placeholder:text-fg-3 hover:border-stroke-hover hover:border-b-stroke-strong narrow:h-8"
      />
    </label>
  );
}
