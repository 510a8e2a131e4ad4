type CheckboxProps = {
  readonly id: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** What it means, below the label. */
  readonly hint?: string;
};

/** A choice of yes or no. */
export function Checkbox({ id, label, checked, onChange, hint }: CheckboxProps) {
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 cursor-pointer accent-brand-fg"
      />
      <label htmlFor={id} className="cursor-pointer">
        {label}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="col-start-2 text-caption text-fg-3">
          {hint}
        </span>
      )}
    </div>
  );
}
