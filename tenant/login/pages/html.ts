import type { HtmlEscapedString } from 'hono/utils/html';

/** What a page is made of: text in which everything foreign is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
