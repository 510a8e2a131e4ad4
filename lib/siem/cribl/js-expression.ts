/** Gives a JavaScript string literal in single quotes: its value is exactly `value`. */
export function jsString(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replace(/[^ -~]/g, unicodeEscape)}'`;
}

/** Gives text for the inside of a JavaScript template literal, which stands for exactly `value`. */
export function jsTemplateText(value: string): string {
  return value.replace(/[\\`$]/g, '\\$&').replace(/[^ -~]/g, unicodeEscape);
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
