import { readFileSync } from "node:fs";
import { z } from "zod";
import { identify } from "@/lib/models/identity/identify";
import { loadEmbedded } from "@/lib/server/catalog/embedded";
import { cpuOf, median, offersOf, round, SIZES, table } from "./kit";

const RUNS = 5;
const Labels = z.array(
  z.object({ gateway: z.string(), id: z.string(), name: z.string().nullish(), model: z.string() }),
);
type Label = z.infer<typeof Labels>[number];

/**
 * CPU time of identification at each size; with a file of labels, `[{ gateway, id, name?, model }]`, also precision and recall
 * over pairs, compared with the exact ID and the lower-case ID.
 */
export async function benchIdentity(file?: string): Promise<void> {
  const { offers: known } = loadEmbedded();
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const offers = (await offersOf(size)).map(({ gateway, id, name, hugging_face_id }) => ({
      gateway,
      id,
      name,
      hugging_face_id,
    }));
    const times: number[] = [];
    let models = 0;
    for (let i = 0; i < RUNS; i++) {
      const { ms, result } = cpuOf(() => identify(offers, known));
      times.push(ms);
      models = new Set(result.map(({ key }) => key)).size;
    }
    rows.push([offers.length, models, round(times[0] ?? 0), round(median(times))]);
  }
  console.log(table(["offers", "models", "first run ms", "median ms"], rows));
  if (!file) return console.log("no labels: npm run bench -- identity LABELS.json prints precision and recall");
  const labels = Labels.parse(JSON.parse(readFileSync(file, "utf8")));
  const found = identify(labels, known);
  const keys: [string, (i: number) => string][] = [
    ["exact id", (i) => labels[i]?.id ?? ""],
    ["lower case", (i) => labels[i]?.id.toLowerCase() ?? ""],
    ["ours", (i) => found[i]?.key ?? ""],
  ];
  const scores = keys.map(([name, key]) => [name, ...score(labels, key)]);
  console.log(table(["key", "precision", "recall", "pairs", "wrong", "missed"], scores));
}

function score(labels: readonly Label[], key: (i: number) => string): (string | number)[] {
  let [right, wrong, missed] = [0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    for (let j = i + 1; j < labels.length; j++) {
      const same = labels[i]?.model === labels[j]?.model;
      if (key(i) === key(j)) same ? right++ : wrong++;
      else if (same) missed++;
    }
  }
  const share = (part: number, whole: number) => (whole === 0 ? "-" : (part / whole).toFixed(4));
  return [share(right, right + wrong), share(right, right + missed), right + missed, wrong, missed];
}
