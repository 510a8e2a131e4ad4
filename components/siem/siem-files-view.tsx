'use client';

import { Tabs } from '@base-ui/react/tabs';
import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import type { SiemFile } from '@/lib/siem/siem-file';

/** The files as they will be saved, the secret masked. */
export function SiemFilesView({ files }: { readonly files: readonly SiemFile[] }) {
  const t = useTranslations('siemGuide');
  return (
    <Tabs.Root
      key={files.map((file) => file.name).join()}
      defaultValue={files[0]?.name}
      className="overflow-hidden rounded-card border border-divider"
    >
      <Tabs.List aria-label={t('files')} className="flex overflow-x-auto border-b border-divider px-2">
        {files.map((file) => (
          <Tabs.Tab
            key={file.name}
            value={file.name}
            className="h-10 border-b-2 border-transparent px-2 whitespace-nowrap text-fg-2 data-active:border-brand-stroke data-active:font-semibold data-active:text-fg"
          >
            {file.name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {files.map((file) => (
        <Tabs.Panel key={file.name} value={file.name} tabIndex={-1}>
          <CodeBlock text={file.text} language={file.language} label={file.name} />
          {file.folder && (
            <div className="flex flex-wrap items-center gap-2 border-t border-divider px-4 py-1.5 text-caption text-fg-3">
              <span>{t('goesIn')}</span>
              <code className="text-fg-2">{file.folder}</code>
              <span className="ml-auto">
                <CopyButton name={t('folder')} value={file.folder} />
              </span>
            </div>
          )}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
