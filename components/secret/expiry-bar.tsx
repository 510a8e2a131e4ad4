import { Time } from '@/components/ui/time';
import { TimeBar } from '@/components/ui/time-bar';
import { type TimeLeft, timeLeft } from './time-left';

type ExpiryLaneProps = {
  readonly name: string;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly words: (left: TimeLeft) => string;
  /** Lives for minutes by its nature: its end is no warning. */
  readonly brief?: boolean;
};

/** A life as a bar: full while all of it is left. */
export function ExpiryBar({ name, from, to, now, words, brief = false }: ExpiryLaneProps) {
  const left = timeLeft({ from, to }, now);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 py-2 narrow:grid-cols-[192px_minmax(0,1fr)_160px]">
      <span className="text-fg-3">{name}</span>
      <span className="col-span-full row-start-2 narrow:col-span-1 narrow:row-start-auto">
        <TimeBar left={left.share} tone={brief ? 'good' : left.tone} label={`${name}: ${words(left)}`} />
      </span>
      <span className="text-end">
        <b className="block">{words(left)}</b>
        <span className="text-caption text-fg-3">
          <Time at={to} />
        </span>
      </span>
    </div>
  );
}
