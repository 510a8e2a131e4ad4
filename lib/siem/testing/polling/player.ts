/** What a product does with the portal's file, poll by poll. */
export type Player = {
  readonly poll: () => void;
  readonly restart: () => void;
  /** Every event that it keeps, as JSON text. */
  readonly events: () => readonly string[];
};
