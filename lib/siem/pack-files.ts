import { strToU8, zipSync } from 'fflate';
import type { SiemFile, SiemFiles } from './siem-file';

/** Bytes for the browser to save. */
export type SiemDownload = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Takes the files of one SIEM and gives what is saved: the only file itself, or several in one zip. */
export function packFiles(files: SiemFiles, archiveName: string, savedAt: Date): SiemDownload {
  const [first, ...others] = files;
  if (others.length === 0) return { fileName: first.name, mediaType: mediaType(first), bytes: encode(first) };

  const entries = Object.fromEntries(files.map((file) => [file.name, encode(file)]));
  return { fileName: archiveName, mediaType: 'application/zip', bytes: zipSync(entries, { mtime: savedAt }) };
}

function mediaType(file: SiemFile): string {
  return file.language === 'json' ? 'application/json' : 'text/plain;charset=utf-8';
}

function encode(file: SiemFile): Uint8Array<ArrayBuffer> {
  return strToU8(file.lineEnds === 'windows' ? file.text.replaceAll('\n', '\r\n') : file.text);
}
