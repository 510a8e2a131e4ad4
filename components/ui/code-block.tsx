import { useTranslations } from 'next-intl';

type CodeBlockProps = {
  readonly text: string;
  readonly language: 'properties' | 'json' | 'xml' | 'yaml' | 'ini';
  /** Name of the file, for those who listen. */
  readonly label: string;
};

/** A file as it will be saved, with numbered lines. */
export function CodeBlock({ text, language, label }: CodeBlockProps) {
  const t = useTranslations('ui');
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <pre
      tabIndex={0}
      aria-label={t('fileContent', { name: label })}
      className="max-h-96 overflow-auto bg-well py-2.5 font-mono text-value"
    >
      {lines.map((line, index) => (
        <span key={index} className="flex min-w-max px-4">
          <span aria-hidden="true" className="mr-4 w-7 flex-none text-end text-fg-3 select-none">
            {index + 1}
          </span>
          <code className="text-[length:inherit]">
            <Line text={line} language={language} />
            {'\n'}
          </code>
        </span>
      ))}
    </pre>
  );
}

type LineProps = Pick<CodeBlockProps, 'text' | 'language'>;

/** Colours keys, values and comments; only what helps to read. */
function Line({ text, language }: LineProps) {
  if (language === 'properties' || language === 'ini') {
    if (/^\s*[#;]/.test(text)) return <span className="text-code-comment">{text}</span>;
    const [, key, value] = /^((?:[^=\\]|\\.)*)=(.*)$/.exec(text) ?? [];
    if (key === undefined) return text;
    return (
      <>
        <span className="text-code-key">{key}</span>=<span className="text-code-string">{value}</span>
      </>
    );
  }
  if (language !== 'json') return text;
  const [, indent = '', key, rest] = /^(\s*)("(?:[^"\\]|\\.)*")(:.*)$/.exec(text) ?? [];
  if (!key) return <span className="text-code-string">{text}</span>;
  return (
    <>
      {indent}
      <span className="text-code-key">{key}</span>
      <span className="text-code-string">{rest}</span>
    </>
  );
}
