/** The least that can be rendered for each request. */
export default function BarePage() {
  return <p>Sign in</p>;
}
