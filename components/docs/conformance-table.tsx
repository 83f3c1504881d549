import { ScrollPanel, TABLE_LOOK } from "@/components/ui/table";

const MARKS: Readonly<Record<string, string>> = { pass: "Yes", fail: "No", none: "–" };

interface ConformanceTableProps {
  protocol: string;
  behaviors: readonly string[];
  rows: readonly { name: string; outcomes: Readonly<Record<string, string>> }[];
}

/** What works in one protocol, by gateway. */
export function ConformanceTable({ protocol, behaviors, rows }: ConformanceTableProps) {
  return (
    <ScrollPanel label={protocol}>
      <table className={TABLE_LOOK}>
        <thead>
          <tr>
            <th scope="col">{protocol}</th>
            {behaviors.map((behavior) => (
              <th key={behavior} scope="col">
                {behavior}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, outcomes }) => (
            <tr key={name}>
              <th scope="row" className="font-normal text-text">
                {name}
              </th>
              {behaviors.map((behavior) => (
                <td key={behavior} className={outcomes[behavior] === "fail" ? "text-bad" : undefined}>
                  {MARKS[outcomes[behavior] ?? ""] ?? "Not tried"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollPanel>
  );
}
