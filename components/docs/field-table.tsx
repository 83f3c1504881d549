import type { ReactNode } from "react";
import { FIELD_NOTES } from "./field-notes";
import { fieldsOf, type Parameter, type Schema, typeText } from "./open-api";

interface DocListProps {
  label: string;
  rows: readonly { key: string; name: ReactNode; kind: string; meaning: ReactNode }[];
}

/** Names, each with its kind and its meaning. */
function DocList({ label, rows }: DocListProps) {
  return (
    <section aria-label={label}>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map(({ key, name, kind, meaning }) => (
          <li key={key} className="min-w-0 py-2.5">
            <p className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
              <code className="min-w-0 font-mono text-cell font-medium break-all">{name}</code>
              <span className="min-w-0 font-mono text-tiny break-words text-text-3">{kind}</span>
            </p>
            {meaning && <div className="mt-0.5 max-w-[62ch] text-text-2">{meaning}</div>}
          </li>
        ))}
      </ul>
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
  return <DocList label={`Fields of ${name}`} rows={rows} />;
}

/** The parameters of an endpoint. */
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
  return <DocList label={`Parameters of ${name}`} rows={rows} />;
}

function valuesOf({ schema = {} }: Parameter): string {
  const { minimum, maximum, default: fallback, enum: values, examples } = schema;
  const parts = [
    values ? values.join(" ") : typeText(schema),
    examples ? `e.g. ${examples.join(", ")}` : "",
    minimum === undefined ? "" : `at least ${minimum}`,
    maximum === undefined ? "" : `at most ${maximum}`,
    fallback === undefined ? "" : `default ${String(fallback)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
