import { Field } from "./field";

/** Rendered for each request, so that its scripts have the nonce that the policy asks for. */
export const dynamic = "force-dynamic";

export default function Page() {
  return (
    <main>
      <p>The least that a page of this program can be.</p>
      <Field />
    </main>
  );
}
