/** The row that the bare page reads. */
export const BARE_ROW_KEY = 'bare';
