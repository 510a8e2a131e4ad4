'use client';

import { type ReactNode, useEffect, useState } from 'react';

type ReadCellProps = {
  readonly id: string;
  /** What stands there when the directory has answered, by the connector's id. */
  readonly cells: Promise<Readonly<Record<string, ReactNode>>>;
  /** What stands there when no answer came; null leaves the first. */
  readonly lost: ReactNode;
  readonly first: ReactNode;
};

/** One promise for the whole page: a boundary for each row would send every cell twice. */
export function ReadCell({ id, cells, lost, first }: ReadCellProps) {
  const [read, setRead] = useState<ReactNode>(null);
  useEffect(() => {
    let isShown = true;
    const show = (cell: ReactNode) => {
      if (isShown) setRead(cell);
    };
    cells.then(
      (all) => show(all[id] ?? null),
      () => show(lost),
    );
    return () => {
      isShown = false;
    };
  }, [id, cells, lost]);
  return read ?? first;
}
