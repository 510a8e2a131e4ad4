/** Formats that the files come in; each is read back in tests by a parser that is not ours. */
export type FileLanguage = 'properties' | 'json' | 'yaml' | 'xml' | 'ini';

/** One text file that a SIEM loads. */
export type SiemFile = {
  readonly name: string;
  /** Lines end in \n here, whatever the saved file has. */
  readonly text: string;
  readonly language: FileLanguage;
  /** Where it goes on the SIEM's machine. */
  readonly folder?: string;
  /** Windows line ends in the saved file: Notepad before Windows Server 2019 shows \n as no line end at all. */
  readonly lineEnds?: 'windows';
};

/** Every SIEM gives at least one file, so that `Save details to file` always has one to save. */
export type SiemFiles = readonly [SiemFile, ...SiemFile[]];
