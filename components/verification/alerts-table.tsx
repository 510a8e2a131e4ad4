'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Time } from '@/components/ui/time';
import type { AlertView } from '@/lib/verification/alert-view';

const columns = ['time', 'severity', 'alert', 'device', 'category', 'source'] as const;

type AlertsTableProps = {
  readonly alerts: readonly AlertView[];
  /** Which one is looked at. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
};

/** Everything in here is Microsoft's text, drawn as text and in the language that it came in. */
export function AlertsTable({ alerts, chosen, onChoose }: AlertsTableProps) {
  const t = useTranslations('verify.table');
  return (
    <table aria-label={t('label')} className="block w-full border-collapse border-b border-divider min-[1240px]:table">
      <thead className="hidden border-b border-divider min-[1240px]:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="py-2 pr-4 text-start text-caption font-normal text-fg-3 first:pl-2 last:pr-2"
            >
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block min-[1240px]:table-row-group">
        {alerts.map((alert, index) => (
          <AlertRow key={index} alert={alert} chosen={index === chosen} onChoose={() => onChoose(index)} />
        ))}
      </tbody>
    </table>
  );
}

// A text without a space may break anywhere, but not before its column has a width to be read in.
const cell =
  'block px-2 [overflow-wrap:anywhere] min-[1240px]:table-cell min-[1240px]:py-2 min-[1240px]:pr-4 min-[1240px]:pl-0 min-[1240px]:first:pl-2 min-[1240px]:align-top';

type AlertRowProps = { readonly alert: AlertView; readonly chosen: boolean; readonly onChoose: () => void };

function AlertRow({ alert, chosen, onChoose }: AlertRowProps) {
  const t = useTranslations('verify.table');
  const { at, severity, title, device, category, source } = alert;
  const missing = <span className="text-fg-3">{t('empty')}</span>;
  return (
    <tr
      className={clsx(
        'grid gap-y-0.5 border-b border-divider-subtle py-2 last:border-b-0 min-[1240px]:table-row min-[1240px]:py-0',
        chosen ? 'bg-brand-tint' : 'hover:bg-row-hover',
      )}
    >
      <td className={`${cell} whitespace-nowrap`}>{at ? <Time at={at} /> : missing}</td>
      <td className={`${cell} min-[1240px]:min-w-29`}>
        <Label column="severity" />
        {severity ?? missing}
      </td>
      <td className={`${cell} order-first min-[1240px]:min-w-44`}>
        <button
          type="button"
          aria-pressed={chosen}
          onClick={onChoose}
          className="min-h-6 cursor-pointer text-start font-semibold hover:underline"
        >
          {title ?? t('untitled')}
        </button>
      </td>
      <td className={`${cell} min-[1240px]:min-w-40`}>
        <Label column="device" />
        {device ?? missing}
      </td>
      <td className={`${cell} min-[1240px]:min-w-36`}>
        <Label column="category" />
        {category ?? missing}
      </td>
      <td className={`${cell} min-[1240px]:min-w-36`}>
        <Label column="source" />
        {source ?? missing}
      </td>
    </tr>
  );
}

/** On a phone the columns have no heads. */
function Label({ column }: { readonly column: (typeof columns)[number] }) {
  const t = useTranslations('verify.table');
  return <span className="mr-2 text-caption text-fg-3 min-[1240px]:hidden">{t(column)}</span>;
}
