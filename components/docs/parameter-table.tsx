import { type Parameter, typeText } from "./open-api";

/** What an endpoint can be told. */
export function ParameterTable({ name, parameters }: { name: string; parameters: readonly Parameter[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label={`Parameters of ${name}`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">In</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((parameter) => (
            <tr key={parameter.name}>
              <td className="font-mono text-xs whitespace-nowrap">
                {parameter.name}
                {parameter.required && <span className="text-muted">, required</span>}
              </td>
              <td className="text-muted">{parameter.in}</td>
              <td className="min-w-64">
                {parameter.description}
                <span className="block font-mono text-xs break-words text-muted">{valuesOf(parameter)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function valuesOf({ schema = {} }: Parameter): string {
  const { minimum, maximum, default: usual, enum: values, examples } = schema;
  const parts = [
    values ? values.join(" ") : typeText(schema),
    examples ? `e.g. ${examples.join(", ")}` : "",
    minimum === undefined ? "" : `at least ${minimum}`,
    maximum === undefined ? "" : `at most ${maximum}`,
    usual === undefined ? "" : `${String(usual)} when left out`,
  ];
  return parts.filter(Boolean).join(" · ");
}
