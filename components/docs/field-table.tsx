import type { ReactNode } from "react";
import { FIELD_NOTES } from "./field-notes";
import { fieldsOf, type Parameter, type Schema, typeText } from "./open-api";

interface DocTableProps {
  label: string;
  heads: [string, string, string];
  rows: readonly { key: string; name: ReactNode; kind: string; meaning: ReactNode }[];
}

/** Names, each with its kind and its meaning. */
function DocTable({ label, heads, rows }: DocTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, kind, meaning }) => (
            <tr key={key}>
              <td className="font-mono text-tiny whitespace-nowrap">{name}</td>
              <td className="font-mono text-tiny break-words text-text-3">{kind}</td>
              <td className="min-w-64">{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The fields of an answer: path, type, meaning. */
export function FieldTable({ name, schema }: { name: string; schema: Schema }) {
  const rows = fieldsOf(schema).map(({ path, type, description }) => ({
    key: path,
    name: path,
    kind: type,
    meaning: description || FIELD_NOTES[path.split(/[.[\]]+/).at(-1) ?? ""],
  }));
  return <DocTable label={`Fields of ${name}`} heads={["Field", "Type", "Meaning"]} rows={rows} />;
}

/** What an endpoint can be told. */
export function ParameterTable({ name, parameters }: { name: string; parameters: readonly Parameter[] }) {
  const rows = parameters.map((parameter) => ({
    key: parameter.name,
    name: (
      <>
        {parameter.name}
        {parameter.required && <span className="text-text-3">, required</span>}
      </>
    ),
    kind: parameter.in,
    meaning: (
      <>
        {parameter.description}
        <span className="block font-mono text-tiny break-words text-text-3">{valuesOf(parameter)}</span>
      </>
    ),
  }));
  return <DocTable label={`Parameters of ${name}`} heads={["Parameter", "In", "Meaning"]} rows={rows} />;
}

function valuesOf({ schema = {} }: Parameter): string {
  const { minimum, maximum, default: defaultModel, enum: values, examples } = schema;
  const parts = [
    values ? values.join(" ") : typeText(schema),
    examples ? `e.g. ${examples.join(", ")}` : "",
    minimum === undefined ? "" : `at least ${minimum}`,
    maximum === undefined ? "" : `at most ${maximum}`,
    defaultModel === undefined ? "" : `${String(defaultModel)} when left out`,
  ];
  return parts.filter(Boolean).join(" · ");
}
