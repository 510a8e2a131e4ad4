'use client';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';

type ShownOnceProps = {
  readonly title: string;
  readonly text: string;
  /** Of the value, for those who listen. */
  readonly name: string;
  readonly close: string;
  readonly value: string;
  readonly onClose: () => void;
};

/** A value that no page shows again. */
export function ShownOnce({ title, text, name, close, value, onClose }: ShownOnceProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <Button variant="primary" onClick={onClose}>
          {close}
        </Button>
      }
    >
      <p className="text-fg-2">{text}</p>
      <div className="flex items-start gap-3 rounded-control border border-soon-border bg-tint-soon px-3 py-2">
        <code className="min-w-0 flex-1 font-mono text-value [overflow-wrap:anywhere]">{value}</code>
        <CopyButton name={name} value={value} />
      </div>
    </Dialog>
  );
}
