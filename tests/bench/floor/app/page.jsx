import { Field } from "./field";

export default function Page() {
  return (
    <main>
      <p>The least that a page of this program can be.</p>
      <Field />
    </main>
  );
}
