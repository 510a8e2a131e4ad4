import type { SiemDownload } from '@/lib/siem/pack-files';

const KEEP_MS = 10_000;

/** Hands a file that was built in this page to the browser's own saving. It never goes to a server. */
export function saveFile({ fileName, mediaType, bytes }: SiemDownload): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
