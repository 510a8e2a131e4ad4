'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useTransition } from 'react';

type LiveFormProps = {
  readonly action: string;
  /** What the address says of each field. */
  readonly values: Readonly<Record<string, string>>;
  readonly className: string;
  readonly children: ReactNode;
};

/** Between two letters of somebody who types. */
const PAUSE_MS = 250;

/**
 * A form whose answer is a page at an address of its own: goes there while somebody types or chooses. A choice can be
 * taken back with the browser's button; of what is typed only the last stays in its history.
 */
export function LiveForm({ action, values, className, children }: LiveFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(JSON.stringify(values));
  const [isPending, startTransition] = useTransition();
  const current = JSON.stringify(values);

  // An address that nobody asked for here, as after going back, says what the fields hold.
  useEffect(() => {
    if (isPending || current === asked.current) return;
    asked.current = current;
    for (const [name, value] of Object.entries(values)) write(form.current, name, value);
  }, [current, isPending, values]);

  useEffect(() => () => clearTimeout(pause.current), []);

  function go(how: 'push' | 'replace') {
    clearTimeout(pause.current);
    if (!form.current) return;
    const filled = Object.fromEntries(Object.keys(values).map((name) => [name, read(form.current, name)]));
    asked.current = JSON.stringify(filled);
    if (asked.current === current) return;
    startTransition(() => router[how](address(action, filled), { scroll: false }));
  }

  return (
    <form
      ref={form}
      action={action}
      aria-busy={isPending}
      className={className}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        go('replace');
      }}
      onInput={({ target }) => {
        clearTimeout(pause.current);
        if (target instanceof HTMLSelectElement) go('push');
        else pause.current = setTimeout(() => go('replace'), PAUSE_MS);
      }}
    >
      {children}
    </form>
  );
}

function fieldOf(form: HTMLFormElement | null, name: string): HTMLInputElement | HTMLSelectElement | null {
  const field = form?.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null;
}

function read(form: HTMLFormElement | null, name: string): string {
  return fieldOf(form, name)?.value.trim() ?? '';
}

function write(form: HTMLFormElement | null, name: string, value: string): void {
  const field = fieldOf(form, name);
  if (field) field.value = value;
}

function address(action: string, filled: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(Object.entries(filled).filter(([, value]) => value !== ''));
  return parameters.size > 0 ? `${action}?${parameters.toString()}` : action;
}
