import { Icon, Logo } from "@/components/ui/icon";
import { ScrollPanel, TABLE_LOOK } from "@/components/ui/table";

/** Columns have the same widths in every table, so that they align. */
const TABLE =
  "min-w-[68rem] table-fixed [&_th:first-child]:w-44 [&_th:first-child]:sticky [&_th:first-child]:left-0 [&_th:first-child]:bg-bg";

interface ConformanceTableProps {
  protocol: string;
  behaviors: readonly string[];
  rows: readonly {
    gateway: string;
    name: string;
    /** In the gateway's own protocol, not translated. */
    passedThrough?: boolean;
    outcomes: Readonly<Record<string, string>>;
  }[];
}

/** The results for one protocol, by gateway. */
export function ConformanceTable({ protocol, behaviors, rows }: ConformanceTableProps) {
  return (
    <ScrollPanel label={protocol}>
      <table className={`${TABLE_LOOK} ${TABLE}`}>
        <thead>
          <tr>
            <th scope="col">{protocol}</th>
            {behaviors.map((behavior) => (
              <th key={behavior} scope="col" className="first-letter:uppercase">
                {behavior}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ gateway, name, passedThrough, outcomes }) => (
            <tr key={`${name} ${passedThrough}`} className="hover:bg-panel">
              <th scope="row">
                <span className="flex items-center gap-2.5 text-note">
                  {passedThrough ? (
                    <>
                      <span className="sr-only">{name}, </span>
                      <span className="pl-6.5 font-normal">passed through</span>
                    </>
                  ) : (
                    <>
                      <Logo of={gateway} name={name} className="size-4 text-text" />
                      <span className="text-text">{name}</span>
                    </>
                  )}
                </span>
              </th>
              {behaviors.map((behavior) => (
                <td key={behavior}>
                  <Mark outcome={outcomes[behavior]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollPanel>
  );
}

function Mark({ outcome }: { outcome: string | undefined }) {
  if (outcome === "none") return <span className="text-text-3">–</span>;
  if (outcome !== "pass" && outcome !== "fail") return <span className="text-text-3">Not tried</span>;
  const passed = outcome === "pass";
  return (
    <span className={passed ? "text-good" : "text-bad"}>
      <Icon name={passed ? "check" : "x"} className="inline-block align-middle" />
      <span className="sr-only">{passed ? "Yes" : "No"}</span>
    </span>
  );
}
