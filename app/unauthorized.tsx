/** Nothing here answers 401, but the page for it is a part of every answer, and Next's own is a long one. */
export default function Unauthorized() {
  return null;
}
