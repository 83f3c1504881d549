import { FIELD_NOTES } from "./field-notes";
import { fieldsOf, type Schema } from "./open-api";

/** The fields of an answer: path, type, meaning. */
export function FieldTable({ name, schema }: { name: string; schema: Schema }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label={`Fields of ${name}`}>
      <table className="table fields">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fieldsOf(schema).map(({ path, type, description }) => (
            <tr key={path}>
              <td className="font-mono text-xs whitespace-nowrap">{path}</td>
              <td className="min-w-40 font-mono text-xs break-words text-muted">{type}</td>
              <td className="min-w-64">{description || FIELD_NOTES[path.split(/[.[\]]+/).at(-1) ?? ""]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
