import clsx from 'clsx';
import { Fragment, type ReactNode } from 'react';

/** Names and values: one label column runs through the whole page. */
export function ValueList({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <dl className={clsx('border-y border-divider', className)}>{children}</dl>;
}

type ValueRowProps = {
  readonly label: string;
  /** When the label is another product's, which nobody translates. */
  readonly labelLang?: 'en';
  /** A quieter second name. */
  readonly labelNote?: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** A line below the value. */
  readonly note?: ReactNode;
  readonly mono?: boolean;
  /** Strong: for what is shown once. */
  readonly emphasis?: 'normal' | 'strong';
  /** Stacked: buttons below the value on a phone, where they are more than one word. */
  readonly layout?: 'inline' | 'stacked';
};

export function ValueRow(props: ValueRowProps) {
  const { label, labelLang, labelNote, children, actions, note, mono = false } = props;
  const { emphasis = 'normal', layout = 'inline' } = props;
  const strong = emphasis === 'strong';
  return (
    <div
      className={clsx(
        'value-row',
        strong &&
          '-mx-2 rounded-control border border-soon-border bg-tint-soon px-2 last:border-b narrow:-mx-3 narrow:px-3 narrow:py-2',
      )}
    >
      <dt
        lang={labelLang}
        translate={labelLang && 'no'}
        className={clsx('value-name', strong ? 'font-semibold text-fg' : 'text-fg-3')}
      >
        {label}
        {labelNote && <span className="text-caption narrow:block">{labelNote}</span>}
      </dt>
      <dd className={clsx('value-text', mono && 'font-mono text-value')}>{children}</dd>
      {actions && (
        <dd
          className={clsx(
            'value-actions',
            layout === 'stacked'
              ? 'col-span-2 mt-2 justify-self-start narrow:col-span-1 narrow:mt-0 narrow:mr-0 narrow:justify-self-end'
              : '-my-1',
          )}
        >
          {actions}
        </dd>
      )}
      {note && <dd className="col-span-full mt-0.5 narrow:col-start-2">{note}</dd>}
    </div>
  );
}

/** An address may break where a person would break it. */
export function BreakableValue({ text }: { readonly text: string }) {
  const parts = text.split(/(?=(?<![:/])[/?&\\])/);
  return parts.map((part, index) => (
    <Fragment key={`${index}${part}`}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
