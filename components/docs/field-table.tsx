import type { ReactNode } from "react";
import { FIELD_NOTES } from "./field-notes";
import { fieldsOf, type Parameter, type Schema, typeText } from "./open-api";
import { RichText } from "./rich-text";

interface DocListProps {
  label: string;
  rows: readonly {
    key: string;
    name: string;
    required?: boolean | undefined;
    kind: string;
    meaning: string | undefined;
    more?: ReactNode;
  }[];
}

function DocList({ label, rows }: DocListProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line border-y border-line">
      {rows.map(({ key, name, required, kind, meaning, more }) => (
        <li key={key} className="py-3">
          <p className="flex flex-wrap items-baseline gap-x-2.5">
            <code className="min-w-0 text-cell font-medium [overflow-wrap:anywhere]">{name}</code>
            <span className="min-w-0 text-note text-text-3 [overflow-wrap:anywhere]">{kind}</span>
            {required && <span className="comma-before text-note text-warn">required</span>}
          </p>
          {meaning && (
            <p className="mt-1 max-w-[62ch] text-text-2 [overflow-wrap:anywhere]">
              <RichText text={meaning} />
            </p>
          )}
          {more}
        </li>
      ))}
    </ul>
  );
}

export function FieldTable({ name, schema }: { name: string; schema: Schema }) {
  const rows = fieldsOf(schema).map(({ path, type, description }) => ({
    key: path,
    name: path,
    kind: type,
    meaning: description || FIELD_NOTES[path] || FIELD_NOTES[path.split(/[.[\]]+/).at(-1) ?? ""],
  }));
  return <DocList label={`Fields of ${name}`} rows={rows} />;
}

export function ParameterTable({ name, parameters }: { name: string; parameters: readonly Parameter[] }) {
  const rows = parameters.map((parameter) => ({
    key: parameter.name,
    name: parameter.name,
    required: parameter.required,
    kind: kindOf(parameter),
    meaning: parameter.description,
    more: <Examples values={parameter.schema?.examples ?? []} />,
  }));
  return <DocList label={`Parameters of ${name}`} rows={rows} />;
}

function Examples({ values }: { values: readonly unknown[] }) {
  if (values.length === 0) return null;
  return (
    <p className="mt-1.5 flex flex-wrap gap-1.5">
      <span className="sr-only"> Examples: </span>
      {values.map((value) => (
        <code
          key={String(value)}
          className="rounded-small border border-line bg-panel px-2 py-0.5 text-tiny [overflow-wrap:anywhere]"
        >
          {String(value)}
        </code>
      ))}
    </p>
  );
}

function kindOf({ in: location, schema = {} }: Parameter): string {
  const { minimum, maximum, default: fallback, enum: values } = schema;
  const parts = [
    location === "path" ? "in the path" : "",
    values ? values.join(", ") : typeText(schema),
    minimum === undefined ? "" : `at least ${minimum}`,
    maximum === undefined ? "" : `at most ${maximum}`,
    fallback === undefined ? "" : `default ${String(fallback)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
