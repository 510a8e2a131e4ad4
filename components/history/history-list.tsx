import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import type { IconName } from '@/components/ui/icon-name';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { HistoryEntry } from '@/lib/pages/history-queries';
import { HistorySentence } from './history-sentence';

type HistoryListProps = { readonly entries: readonly HistoryEntry[] };

/** Entries by day, the newest first. */
export function HistoryList({ entries }: HistoryListProps) {
  const days = Map.groupBy(entries, ({ at }) => at.slice(0, 10));
  return Array.from(days, ([day, ofDay]) => (
    <section key={day} aria-labelledby={`day-${day}`} className="mt-6">
      <h2 id={`day-${day}`} className="border-b border-divider pb-2 text-body font-semibold">
        <Time at={`${day}T00:00:00Z`} style="date" />
      </h2>
      <ol>
        {ofDay.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

const icons: Readonly<Record<string, { readonly name: IconName; readonly colour: string }>> = {
  done: { name: 'checkmarkCircle16', colour: 'text-good-fg' },
  refused: { name: 'dismissCircle16', colour: 'text-fg-3' },
  failed: { name: 'errorCircle16', colour: 'text-bad-fg' },
};
const unfinished = { name: 'circleHalfFill16', colour: 'text-soon-fg' } as const;

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const icon = icons[entry.outcome] ?? unfinished;
  return (
    <li className="border-b border-divider">
      <details className="group">
        <summary className="flex cursor-default items-start gap-3 rounded-control py-2.5 hover:bg-hover">
          <span className="w-24 flex-none text-fg-3">
            <Time at={entry.at} style="time" />
          </span>
          <Icon name={icon.name} className={`mt-0.5 ${icon.colour}`} />
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <HistorySentence entry={entry} />
          </span>
          <Icon name="chevronRight16" className="mt-0.5 mr-1 text-fg-3 group-open:rotate-90" />
        </summary>
        <Facts entry={entry} />
      </details>
    </li>
  );
}

/** All that the log holds of it, in its own words: what is compared with an export, or searched in the log. */
function Facts({ entry }: { readonly entry: HistoryEntry }) {
  const t = useTranslations('history.facts');
  const { seq, action, outcome, personUpn, personId, connectorId, target, requestId, attemptId, detail, hash } = entry;
  const facts = { seq, action, outcome, personUpn, personId, connectorId, target, requestId, attemptId, hash };
  const rows = Object.entries({ ...facts, ...detail }).filter(([, value]) => value !== null && value !== '');
  return (
    <div className="pb-4 pl-3 narrow:pl-27">
      <p className="text-caption text-fg-3">{t('label')}</p>
      <ValueList>
        {rows.map(([name, value]) => (
          <ValueRow key={name} label={name} mono>
            <span className="[overflow-wrap:anywhere]">{String(value)}</span>
          </ValueRow>
        ))}
      </ValueList>
    </div>
  );
}
